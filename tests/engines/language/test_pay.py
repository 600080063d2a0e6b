"""The pay that orders set: amounts, bounds, currencies and periods, in seven languages."""

import signal
from typing import Any

import pytest

from recruit.domain.engines.language.new_job_pay import order_pay
from recruit.domain.engines.language.pay import pay, period_spans, rise


def _range(low: int | None, high: int | None, **currency: str) -> dict[str, Any]:
    return {"salary_min": low, "salary_max": high, **currency}


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("100,000.00", 100_000),
        ("170,000.50", 170_000),
        ("1.234,56", 1_235),
        ("100.000,00", 100_000),
        ("100'000", 100_000),
        ("12,34,567", 1_234_567),
        ("45 000", 45_000),
        ("90k", 90_000),
        ("1.5m", 1_500_000),
        ("50 mil", 50_000),
        ("70000 from 2027", 70_000),
        ("in 2027 70000", 70_000),
    ],
)
def test_an_amount_is_read_in_any_notation(text: str, amount: int) -> None:
    assert pay(text) == _range(amount, amount)


@pytest.mark.parametrize(
    "text", ["1,2,3", "1.2.3.4", "5x", "-5", "minus 5", "moins 5", "-$50k", "not 90k", "1e6", ".5k", "9" * 50, "10%"]
)
def test_text_that_is_not_an_amount_sets_no_pay(text: str) -> None:
    assert pay(text) == {}
    assert rise(f"by {text}") == {} or "%" in text


@pytest.mark.skipif(not hasattr(signal, "alarm"), reason="needs an alarm")
def test_a_number_of_many_digits_does_not_take_hours() -> None:
    def give_up(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(60)  # interrupts a regular expression, too
    try:
        assert pay("9" * 100_000) == {}
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize(
    "bound",
    """
    at most 90k | no more than 90k | up to 90k | under 90k | less than 90k | 90k or less | max 90k | höchstens 90.000
    maximal 90.000 | bis zu 90.000 | nicht mehr als 90.000 | 90.000 oder weniger | au plus 90 000 | jusqu'à 90 000
    pas plus de 90 000 | moins de 90 000 | como máximo 90.000 | hasta 90.000 | no más de 90.000 | menos de 90.000
    no máximo 90.000 | até 90.000 | não mais de 90.000 | al massimo 90.000 | fino a 90.000 | non più di 90.000
    maximaal 90.000 | hoogstens 90.000 | tot 90.000 | niet meer dan 90.000
    """.replace("\n", "|").split("|")[1:-1],
)
def test_an_upper_bound_leaves_the_lower_end_open(bound: str) -> None:
    assert pay(f"to {bound.strip()}") == _range(None, 90_000)


@pytest.mark.parametrize(
    "bound",
    """
    at least 80k | no less than 80k | over 80k | more than 80k | 80k or more | 80k+ | 80k and up | mindestens 80.000
    über 80.000 | mehr als 80.000 | nicht weniger als 80.000 | 80.000 oder mehr | au moins 80 000 | plus de 80 000
    80 000 ou plus | al menos 80.000 | más de 80.000 | 80.000 o más | pelo menos 80.000 | mais de 80.000
    80.000 ou mais | almeno 80.000 | più di 80.000 | oltre 80.000 | minstens 80.000 | meer dan 80.000 | 80.000 of meer
    """.replace("\n", "|").split("|")[1:-1],
)
def test_a_lower_bound_leaves_the_upper_end_open(bound: str) -> None:
    assert pay(f"to {bound.strip()}") == _range(80_000, None)


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("at least 60k and at most 80k", _range(60_000, 80_000)),
        ("at most 90k from 2027", _range(None, 90_000)),
        ("bump the pay up to 90k", _range(90_000, 90_000)),
        ("set the maximum salary to 90k", {"salary_max": 90_000}),
        ("increase the max to 90k", {"salary_max": 90_000}),
        ("erhöhe das Maximum auf 90.000", {"salary_max": 90_000}),
        ("augmente le maximum à 90 000", {"salary_max": 90_000}),
        ("sube el máximo a 90.000", {"salary_max": 90_000}),
        ("aumenta o máximo para 90 mil", {"salary_max": 90_000}),
        ("aumenta il massimo a 90.000", {"salary_max": 90_000}),
        ("verhoog het maximum naar 90.000", {"salary_max": 90_000}),
        ("raise the minimum for nurses to 60k", {"salary_min": 60_000}),
        ("set the pay to the max of 90k", _range(None, 90_000)),
        ("raise the max by 5k", {}),
        ("setze das Mindestgehalt auf 60.000", {"salary_min": 60_000}),
        ("raise it from 60k to 70k", _range(70_000, 70_000)),
        ("senke das Gehalt von 70.000 bis 60.000", _range(60_000, 60_000)),
        ("erhöhe das Gehalt von 60.000 auf 70.000", _range(70_000, 70_000)),
        ("muda o salário de 60.000 para 70.000", _range(70_000, 70_000)),
        ("verhoog het salaris tot 70.000", _range(70_000, 70_000)),
        ("set it from 60k to 70k", _range(60_000, 70_000)),
        ("between 80k and 90k", _range(80_000, 90_000)),
        ("120-150k", _range(120_000, 150_000)),
        ("£50k", _range(50_000, 50_000, currency="GBP")),
        ("¥5000000", _range(5_000_000, 5_000_000, currency="JPY")),
        ("auf 60.000 bis 70.000 Euro", _range(60_000, 70_000, currency="EUR")),
        ("30.000-40.000 euros", _range(30_000, 40_000, currency="EUR")),
        ("45 000 euros", _range(45_000, 45_000, currency="EUR")),
        ("50 000-60 000 euros", _range(50_000, 60_000, currency="EUR")),
        ("höchstens 90.000 Euro", _range(None, 90_000, currency="EUR")),
    ],
)
def test_ranges_bounds_and_currencies_are_set(text: str, changes: dict[str, Any]) -> None:
    assert pay(text) == changes


@pytest.mark.parametrize(
    ("text", "raised"),
    [
        ("raise it by 5,000.00", {"pay_by": 5_000}),
        ("lower it by €5k", {"pay_by": -5_000}),
        ("erhöhe das Gehalt um 2.000,00 €", {"pay_by": 2_000}),
        ("raise it by 10%", {"pay_percent": 10}),
        ("baja 3000 el sueldo", {"pay_by": -3_000}),
        ("sube el sueldo en 2000 euros", {"pay_by": 2_000}),
        ("diminui 5000 no salário", {"pay_by": -5_000}),
        ("aumenta o salário em 2000", {"pay_by": 2_000}),
        ("abbassa di 5000 lo stipendio", {"pay_by": -5_000}),
        ("aumenta lo stipendio di 2000 euro", {"pay_by": 2_000}),
        ("augmente le salaire de 3000 euros", {"pay_by": 3_000}),
        ("sube el sueldo de 60.000 a 90.000", {}),
        ("sube el sueldo a un máximo de 40.000", {}),
        ("aumenta il massimo di 4000", {}),
        ("raise the max by 5k", {}),
    ],
)
def test_a_raise_is_read_in_any_notation(text: str, raised: dict[str, int]) -> None:
    assert rise(text) == raised


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("5000 a month", "a month"),
        ("$45/hour", "/hour"),
        ("3.000 Euro im Monat", "im Monat"),
        ("3000 euros par mois", "par mois"),
        ("3000 euros al mes", "al mes"),
        ("2000 euros por mês", "por mês"),
        ("2000 euro al mese", "al mese"),
        ("3000 euro per maand", "per maand"),
        ("das Monatsgehalt auf 3000", "Monatsgehalt"),
        ("70k a year", ""),
        ("70k", ""),
    ],
)
def test_a_period_other_than_a_year_is_found(text: str, period: str) -> None:
    assert "".join(text[start:end].strip() for start, end in period_spans(text)) == period


@pytest.mark.parametrize(
    ("prompt", "changes"),
    [
        ("a cook in Berlin, 24k max", _range(None, 24_000)),
        ("Koch in Berlin, 24k maximal", _range(None, 24_000)),
        ("cuisinier à Lyon, 24k maximum", _range(None, 24_000)),
        ("cocinero en Madrid, 24k como máximo", _range(None, 24_000)),
        ("cozinheiro em Lisboa, 18k no máximo", _range(None, 18_000)),
        ("cuoco a Roma, 24k massimo", _range(None, 24_000)),
        ("kok in Utrecht, 24k maximaal", _range(None, 24_000)),
        ("cocinero en Madrid, sueldo hasta 25.000", _range(None, 25_000, currency="EUR")),
        ("Koch in Bern, zwischen 30 und 35", _range(30_000, 35_000, currency="CHF")),
        ("cuisinier à Lyon, entre 60 et 70", _range(60_000, 70_000, currency="EUR")),
        ("cocinero en Madrid, entre 20 y 24", _range(20_000, 24_000, currency="EUR")),
        ("cocinero en Madrid, entre 20 y 24 horas", {}),
        ("a tutor aged between 20 and 24", {}),
        ("plongeur à Lyon à 12,50 € de l'heure", _range(None, None)),
        ("a cook in Leeds, 30-40k", {}),
        ("a cook in Leeds, 30k", {}),
    ],
)
def test_orders_for_a_new_job_set_pay_that_job_texts_read_differently(prompt: str, changes: dict[str, Any]) -> None:
    assert order_pay(prompt) == changes
