"""Spanish."""

WORDS = {
    "show": "(muestra|muestrame|muestre|ensena|ensename|lista|dame|busca|buscame|encuentra|ver) [me|nos]",
    "the": "el|la|los|las|nuestro|nuestra|nuestros|nuestras|un|una",
    "job": "(para|en|de|del|a|al) [<the>] (puesto|vacante|oferta|posicion|trabajo) ([n|no|numero] {job_id}|[de] {title})",
    "person": "[<the>] ((candidato|candidata) [n|no|numero] {candidate_id}|[candidato|candidata] {name1})",
    "more": "[(y|e|,) [a|de] {name2} [(y|e|,) [a|de] {name3}]]",
    "tag": "(etiqueta|tag|marca)",
    "tags": "(etiquetas|tags|marcas)",
    "people": "(candidatos|candidatas|personas)",
    "applications": "(candidaturas|candidatos|candidatas|solicitudes|postulaciones)",
    "task": "[la|mi] tarea [n|no|numero] {task_id}",
    "tasks": "(tareas|recordatorios)",
    "done": "(hecha|terminada|acabada|completada|lista|finalizada|cerrada|hecho|terminado)",
}

PATTERNS = {
    "tag_candidates": """
        (etiquetar|marcar) a <person> <more> (como|con) [la|el] [<tag>] {tag}
        (anadir|poner|asignar) (la|el) <tag> {tag} a <person> <more>
        (etiqueta|etiquete|marca|marque) [a|al] <person> <more> (como|con) [la|el] [<tag>] {tag}
        (anade|agrega|pon|ponle|asigna|asignale|dale) (la|el|una|un) <tag> {tag} (a|al|para) <person> <more>
        (anade|anadele|agrega|agregale|pon|ponle|asigna|asignale|dale) (a|al) <person> <more> (la|el|una|un) <tag> {tag}
    """,
    "untag_candidates": """
        ya no quiero (la|el) <tag> {tag} (en|para|de) <person> <more>
        (quitar|eliminar|borrar) (la|el) <tag> {tag} (a|de) <person> <more>
        <person> <more> ya no debe tener (la|el) <tag> {tag}
        (quita|quitale|retira|retirale|elimina|borra|saca) (la|el) <tag> {tag} (a|al|de|del) <person> <more>
        (quita|quitale|retira|retirale|elimina|borra|saca) (a|al|de|del) <person> <more> (la|el) <tag> {tag}
    """,
    "list_tags": """
        que <tags> (tiene|lleva) <person>
        cuales son las <tags> (de|del) <person>
        [<show>] [las|los] <tags> (de|del) <person>
    """,
    "tagged_candidates": """
        [<show>|lista de] [los|todos los] <people> con <tag> {tag}
        (quien|quienes|que <people>|cuales <people>) (tiene|tienen|lleva|llevan) (la|el) <tag> {tag}
        [<show>] [los|todos los|las|a los] <people> (con|que tienen|que llevan) (la|el) <tag> {tag}
        [<show>] [los|todos los|las|a los] <people> (etiquetados|etiquetadas|marcados) [como|con] {tag}
        (quien|quienes|que <people>) (esta|estan) (etiquetado|etiquetados|marcado|marcados) [como|con] {tag}
    """,
    "list_notes": """
        <show> (todos|todas) (los|las) (notas|apuntes|comentarios) (sobre|de) <person>
        que se ha (anotado|escrito|apuntado) (sobre|de) <person>
        que hemos (anotado|escrito|apuntado) (sobre|de) <person>
        (hay|tenemos) (notas|apuntes|comentarios) (sobre|de) <person>
        [<show>] [las|los|nuestras] (notas|apuntes|anotaciones|comentarios) (sobre|de|del|acerca de) <person>
        que (notas|apuntes|anotaciones|comentarios) (hay|tenemos|existen) (sobre|de|acerca de) <person>
    """,
    "finish_task": """
        <task> <done>
        (completar|terminar|cerrar) <task>
        <task> (esta|ya esta) [ya] <done>
        (marca|marque|pon) <task> (como|por) <done>
        (he|ya he) (terminado|acabado|completado|hecho|finalizado) <task>
        (completa|complete|termina|termine|finaliza|acaba|cierra|tacha) <task>
        (termine|acabe|complete) <task>
    """,
    "finish_task done=false": """
        (reabre|reabra) <task>
        (marca|marque) <task> como (abierta|pendiente|no hecha)
    """,
    "list_tasks assignee=me": """
        que <tasks> me (quedan|faltan) [por hacer|pendientes]
        que tengo pendiente [para] [hoy|esta semana]
        que tengo para (hoy|esta semana)
        (cuales|que) (son|tengo de) [mis] <tasks> [pendientes|abiertas]
        que <tasks> tengo [pendientes|abiertas|hoy]
        que (tengo que|debo) hacer [hoy|esta semana]
        que me (queda|falta) [por] hacer [hoy|esta semana]
        [<show>] mis <tasks> [pendientes|abiertas]
    """,
    "inbox": """
        [<show>] mi bandeja de entrada
        que (me espera|esta esperandome|tengo pendiente)
        que (requiere|necesita) mi atencion
    """,
    "timeline": """
        que (ha pasado|paso|ha ocurrido|ocurrio|sucedio|ha sucedido) [{when1}] (con|a) <person> [{when}]
        que le (ha pasado|paso|ocurrio|sucedio|ha ocurrido) [{when1}] (a|al) <person> [{when}]
        que (hay|tenemos) de nuevo (con|de|sobre) <person> [{when}]
        (novedades|noticias) (de|sobre|con) <person> [{when}]
        [<show>] [<the>] (historial|historia|cronologia|actividad|actividades) (de|del|con|sobre) <person> [{when}]
        que (ha pasado|paso|ha ocurrido|ocurrio) <job> [{when}]
        [<show>] [<the>] (historial|cronologia|actividad|actividades) <job> [{when}]
    """,
    "stuck_applications": """
        que (procesos|expedientes) (estan|siguen) (estancados|parados|bloqueados|atascados) [<job>]
        (quien|quienes|que <applications>|cuales <applications>) (esta|estan|sigue|siguen|se ha quedado|se han quedado) (atascado|atascada|atascados|atascadas|parado|parados|paradas|bloqueado|bloqueados|bloqueadas|estancado|estancados|estancadas) [<job>]
        (quien|que <applications>|cuales <applications>) no (avanza|avanzan) [<job>]
        (quien|que <applications>) lleva [<job>] mas tiempo (esperando|parado|en espera) [<job>]
        [<show>] [las|los] <applications> (atascadas|atascados|paradas|bloqueadas|bloqueados|estancadas|estancados) [<job>]
    """,
    "report kind=funnel": """
        como (es|esta|va) nuestro (embudo|funnel) [de seleccion|de contratacion] [<job>] [{when}]
        donde perdemos [a los|los] <applications> [<job>] [{when}]
        [<show>] [<the>] (embudo|funnel) [de seleccion|de contratacion|de conversion|de reclutamiento] [<job>] [{when}]
        (cual es|cuales son|[<show>]) [<the>] (tasa|tasas) de conversion [<job>] [{when}]
        como (es|esta|va) el (embudo|funnel) [de seleccion|de contratacion] [<job>] [{when}]
    """,
    "report kind=time_to_hire": """
        [<show>] [el] tiempo (medio|promedio) hasta la contratacion [<job>] [{when}]
        cuanto (tardamos|se tarda|tiempo se tarda) en contratar [a alguien|personal] [<job>] [{when}]
        cuantos dias (tardamos|se tarda|tarda) [<job>] en (contratar|cubrir un puesto|cubrir una vacante) [<job>] [{when}]
        cuanto (tardamos|se tarda|tiempo tardamos|tiempo se tarda|tiempo nos lleva) en (contratar|cubrir una vacante|cubrir un puesto) [<job>] [{when}]
        en cuanto tiempo (contratamos|cubrimos las vacantes) [<job>] [{when}]
        (cual es|[<show>]) [<the>] [nuestro] (tiempo|plazo) [medio|promedio] de contratacion [medio|promedio] [<job>] [{when}]
    """,
    "report kind=time_in_stage": """
        (cual es|[<show>]) [<the>] (tiempo|duracion) [medio|media|promedio] (por|en cada) (etapa|fase) [<job>] [{when}]
        cuanto tiempo (pasan|estan|permanecen) [<the>] <applications> en (cada|las) (etapa|etapas|fase|fases) [<job>] [{when}]
    """,
    "report kind=sources": """
        (que fuente|que fuentes|que canal|que canales) (trae|traen|aporta|aportan|da|dan) (mas|el mayor numero de) <applications> [<job>] [{when}]
        de donde (vienen|proceden|llegan|provienen) [<the>] <applications> [<job>] [{when}]
        por (que|cuales) (canales|vias|medios) (llegan|vienen|entran) [<the>] <applications> [<job>] [{when}]
        [<show>] [<the>] (fuentes|origen|procedencia) (de|de las|de los|de nuestros|de nuestras) <applications> [<job>] [{when}]
    """,
    "list_stages": """
        (cuales son|[<show>]) las (etapas|fases) <job>
        que (etapas|fases) tiene [<the>] (puesto|vacante) ([n|numero] {job_id}|[de] {title})
    """,
    "delete_note mine=true": "(borra|elimina|borre) mi [ultima] nota (sobre|de) <person>",
}
