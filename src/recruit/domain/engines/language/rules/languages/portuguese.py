"""Portuguese."""

WORDS = {
    "show": "(mostra|mostre|mostrar|exibe|exiba|lista|liste|da|procura|procure|encontra|encontre|ver) [me|nos]",
    "the": "o|a|os|as|nosso|nossa|nossos|nossas|os nossos|as nossas|o nosso|a nossa|um|uma",
    "job": "(para|em|de|da|do|na|no|a) [<the>] (vaga|posicao|oferta|cargo) ([n|numero] {job_id}|[de] {title})",
    "person": "[<the>] ((candidato|candidata) [n|numero] {candidate_id}|[candidato|candidata] {name1})",
    "more": "[(e|,) [a|ao|da|do|na|no|o] {name2} [(e|,) [a|ao|da|do|na|no|o] {name3}]]",
    "tag": "(etiqueta|tag|marcador|rotulo)",
    "tags": "(etiquetas|tags|marcadores|rotulos)",
    "people": "(candidatos|candidatas|pessoas)",
    "applications": "(candidaturas|candidatos|candidatas|inscricoes)",
    "task": "[a|minha] tarefa [n|numero] {task_id}",
    "tasks": "(tarefas|lembretes)",
    "done": "(feita|concluida|terminada|acabada|completa|finalizada|pronta|feito)",
}

PATTERNS = {
    "tag_candidates": """
        (etiquetar|marcar) [a|o] <person> <more> (como|com) [a|o] [<tag>] {tag}
        (adicionar|colocar|por|atribuir) (a|o) <tag> {tag} (a|ao|na|no) <person> <more>
        (etiqueta|etiquete|marca|marque) [a|o] <person> <more> (como|com) [a|o] [<tag>] {tag}
        (adiciona|adicione|coloca|coloque|poe|atribui|atribua|da|de) (a|o|uma|um) <tag> {tag} (a|ao|na|no|para) <person> <more>
        (adiciona|adicione|coloca|coloque|poe|atribui|atribua|da|de) (a|ao|na|no) <person> <more> (a|o|uma|um) <tag> {tag}
    """,
    "untag_candidates": """
        (remover|tirar|retirar|apagar) (a|o) <tag> {tag} (a|ao|de|da|do) <person> <more>
        <person> <more> (ja nao deve|nao deve mais) ter (a|o) <tag> {tag}
        (remove|remova|tira|tire|retira|retire|apaga|apague|elimina) (a|o) <tag> {tag} (a|ao|de|da|do) <person> <more>
        (remove|remova|tira|tire|retira|retire|apaga|apague|elimina) (a|ao|de|da|do) <person> <more> (a|o) <tag> {tag}
    """,
    "list_tags": """
        que <tags> e que <person> tem
        (que|quais) <tags> tem <person>
        quais [sao] [as|os] <tags> (de|da|do) <person>
        [<show>] [as|os] <tags> (de|da|do) <person>
    """,
    "tagged_candidates": """
        [<show>] [os|todos os] <people> com <tag> {tag}
        (quem|que <people>|quais <people>) (tem|possui|possuem) (a|o) <tag> {tag}
        [<show>] [os|todos os|as] <people> (com|que tem) (a|o) <tag> {tag}
        [<show>] [os|todos os|as] <people> (etiquetados|etiquetadas|marcados) [como|com] {tag}
        (quem|que <people>|quais <people>) (esta|estao|foi|foram) (etiquetado|etiquetados|marcado|marcados) [como|com] {tag}
    """,
    "list_notes": """
        <show> (todos|todas) (os|as) (notas|anotacoes|comentarios) (sobre|de|da|do) <person>
        o que (esta|foi) (anotado|escrito|registado|registrado) (sobre|de|da|do) <person>
        o que anotamos (sobre|de|da|do) <person>
        (ha|temos) (notas|anotacoes|comentarios) (sobre|de|da|do) <person>
        [<show>] [as|os] (notas|anotacoes|apontamentos|comentarios) (sobre|de|da|do|acerca de) <person>
        (que|quais) (notas|anotacoes|apontamentos|comentarios) (temos|ha|existem) (sobre|de|da|do|acerca de) <person>
    """,
    "finish_task": """
        ja (fiz|terminei|conclui|acabei|completei) <task>
        <task> <done>
        (concluir|terminar|completar|fechar) <task>
        <task> (esta|foi|ja esta) <done>
        (marca|marque) <task> como <done>
        (terminei|acabei|conclui|completei|fiz|finalizei) <task>
        (conclui|conclua|termina|termine|completa|complete|finaliza|finalize|fecha) <task>
    """,
    "finish_task done=false": """
        (reabre|reabra) <task>
        (marca|marque) <task> como (aberta|pendente|nao feita)
    """,
    "list_tasks assignee=me": """
        o que tenho [marcado|pendente] (para|por fazer) (hoje|esta semana)
        quais sao [as] minhas <tasks> [pendentes|abertas]
        (que|quais) <tasks> (tenho|eu tenho) [pendentes|abertas|hoje]
        o que (tenho de|tenho que|devo|preciso) fazer [hoje|esta semana]
        o que me (falta|resta) fazer [hoje|esta semana]
        [<show>] [as] minhas <tasks> [pendentes|abertas]
    """,
    "inbox": """
        [<show>] [a] minha caixa de entrada
        o que (esta a minha espera|espera por mim|me espera)
        o que (precisa da|requer a|exige a) minha atencao
    """,
    "timeline": """
        (ha|temos) (novidades|noticias) (sobre|de|da|do) <person> [{when}]
        [o] que (aconteceu|se passou|ocorreu) (com|a|ao) <person> [{when}]
        o que (aconteceu|se passou|ocorreu|tem acontecido) [{when1}] (com|a) <person> [{when}]
        o que ha de novo (com|sobre) <person> [{when}]
        (novidades|noticias) (sobre|de|da|do|com) <person> [{when}]
        [<show>] [<the>] (historico|cronologia|historia|atividade|atividades) (de|da|do|com|sobre) <person> [{when}]
        o que (aconteceu|se passou|ocorreu) <job> [{when}]
        [<show>] [<the>] (historico|cronologia|atividade|atividades) <job> [{when}]
    """,
    "stuck_applications": """
        (que|quais) processos (estao|ficaram) (parados|bloqueados|estagnados|presos) [<job>]
        (quem|que <applications>|quais <applications>) (esta|estao|ficou|ficaram) (parado|parada|parados|paradas|preso|presos|presas|bloqueado|bloqueados|bloqueadas|empacado|empacados|estagnado|estagnados) [<job>]
        (quem|que <applications>|quais <applications>) nao (avanca|avancam|anda|andam) [<job>]
        quem (esta|espera) [<job>] ha mais tempo [a espera|parado|esperando] [<job>]
        [<show>] [as|os] <applications> (paradas|parados|presas|presos|bloqueadas|bloqueados) [<job>]
    """,
    "report kind=funnel": """
        como (esta|vai|e|anda) o nosso (funil|funnel) [de recrutamento] [<job>] [{when}]
        onde perdemos [os] <applications> [<job>] [{when}]
        [<show>] [<the>] (funil|funnel) [de recrutamento|de contratacao|de selecao|de conversao] [<job>] [{when}]
        (qual e|quais sao|[<show>]) [<the>] (taxa|taxas) de conversao [<job>] [{when}]
        como (esta|vai|e) o (funil|funnel) [de recrutamento] [<job>] [{when}]
    """,
    "report kind=time_to_hire": """
        [<show>] [o] tempo medio ate (a|na) contratacao [<job>] [{when}]
        quanto tempo (demoramos|levamos|leva|demora) (a|para) contratar [alguem|uma pessoa] [<job>] [{when}]
        quantos dias (demoramos|levamos|leva|demora) [<job>] (a|para) (contratar|preencher uma vaga) [<job>] [{when}]
        quanto tempo (demoramos|levamos|leva|demora) (a|para|em) (contratar|preencher uma vaga) [<job>] [{when}]
        em quanto tempo (contratamos|preenchemos as vagas) [<job>] [{when}]
        (qual e|[<show>]) [<the>] (tempo|prazo) [medio] de (contratacao|recrutamento) [medio] [<job>] [{when}]
    """,
    "report kind=time_in_stage": """
        (qual e|[<show>]) [<the>] (tempo|duracao) [medio|media] (por|em cada) (etapa|fase) [<job>] [{when}]
        quanto tempo (ficam|passam|permanecem) [<the>] <applications> em (cada|cada uma das) (etapa|fase|etapas|fases) [<job>] [{when}]
    """,
    "report kind=sources": """
        (que|qual) (fonte|canal) (traz|da|gera) mais <applications> [<job>] [{when}]
        (que|quais) (fontes|canais) (trazem|dao|geram) mais <applications> [<job>] [{when}]
        de onde (vem|veem|chegam|provem) [<the>] <applications> [<job>] [{when}]
        por (que|quais) (canais|vias|meios) (chegam|vem|entram) [<the>] <applications> [<job>] [{when}]
        [<show>] [<the>] (fontes|origem|origens) (de|das|dos) <applications> [<job>] [{when}]
    """,
    "list_stages": """
        (quais sao|[<show>]) as (etapas|fases) <job>
        (que|quais) (etapas|fases) tem [<the>] vaga ([n|numero] {job_id}|[de] {title})
    """,
    "delete_note mine=true": "(apaga|apague|elimina|exclui) [a] minha [ultima] nota (sobre|de|da|do) <person>",
}
