"""Websites made up for tests as systems of other days write them: frames, scripts with numbers, a diary by the day."""

from datetime import date, timedelta

from tests.discovery.places import Place

MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()


def frameset(count=40):
    """A review of 1999: a menu in a frame, contents a number, articles without dates; windows-1252."""
    place = Place(7)

    def put(path, inside):
        page = f"<HTML><HEAD><TITLE>Les cahiers</TITLE></HEAD>{inside}</HTML>"
        place.put(path, page.encode("cp1252"), "text/html")

    numbers = [range(first, min(first + 8, count)) for first in range(0, count, 8)]
    menu = "".join(f"<A HREF=som{k}.htm TARGET=main>Cahier n° {k}</A><BR>" for k in range(len(numbers)))
    put(
        "/",
        "<FRAMESET cols='200,*'><FRAME src=menu.htm name=menu><FRAME src=accueil.htm name=main></FRAMESET>",
    )
    put("/menu.htm", f"<BODY><A HREF=accueil.htm TARGET=main>Accueil</A><BR>{menu}</BODY>")
    put("/accueil.htm", "<BODY><H1>Les cahiers</H1><P>Bienvenue chez les cahiers, fondés à Orléans.</BODY>")
    for k, members in enumerate(numbers):
        items = "".join(f"<LI><A HREF=articles/art{n:02}.htm>{place.title(n)}</A>" for n in members)
        put(f"/som{k}.htm", f"<BODY><H2>Cahier n° {k}</H2><UL>{items}</UL></BODY>")
        for n in members:
            text = place.text(200 + place.length()).replace("<p>", "<P>").replace("</p>", "")
            back = f"<P><A HREF=../som{k}.htm>Retour</A>"
            put(
                f"/articles/art{n:02}.htm",
                f"<BODY><CENTER><B>{place.title(n)}</B></CENTER>{text}{back}</BODY>",
            )
            place.truth.add(f"/articles/art{n:02}.htm")
    return place


def town_hall(count=60):
    """A town's short notices behind a script and a number, their day in words; a calendar, static pages."""
    place = Place(8)
    menu = "".join(
        f"<li><a href='/{name}.aspx'>{name}</a></li>" for name in ("Liste", "Agenda", "Elus", "Eau")
    )

    def put(path, title, inside):
        head = f"<!DOCTYPE html><html lang=fr><head><title>{title}</title></head>"
        place.put(path, f"{head}<body><ul>{menu}</ul><div id=c><h1>{title}</h1>{inside}</div></body></html>")

    titles = [place.title(n) for n in range(count)]
    rows = [
        f"<h2><a href='/Detail.aspx?IdActu={n}'>{titles[n]}</a></h2><p>{place.words(12)}…</p>"
        for n in range(count)
    ]
    pages = [rows[first : first + 10] for first in range(0, count, 10)]
    for k, page in enumerate(pages):
        others = "".join(
            f"<a href='/Liste.aspx?NumPage={j + 1}'>{j + 1}</a> " for j in range(len(pages)) if j != k
        )
        put(f"/Liste.aspx?NumPage={k + 1}" if k else "/Liste.aspx", "Actualités", "".join(page) + others)
    put("/", "La ville", "".join(rows[:4]))
    put("/Agenda.aspx", "Agenda", "<a href='/Agenda.aspx?Annee=2024&Mois=1'>janvier</a>")
    for month in range(1, 25):
        following = f"/Agenda.aspx?Annee={2024 + month // 12}&Mois={month % 12 + 1}"
        year, number = 2024 + (month - 1) // 12, (month - 1) % 12 + 1
        put(f"/Agenda.aspx?Annee={year}&Mois={number}", "Agenda", f"<a href='{following}'>»</a>")
    for name in ("Elus", "Eau"):
        put(f"/{name}.aspx", name, place.text(120))
    for n in range(count):
        day = f"<span>Publié le {n % 28 + 1} {MONTHS[n % 12]} {2015 + n // 12}</span>"
        put(f"/Detail.aspx?IdActu={n}", titles[n], day + place.text(60 + place.length() // 2))
        place.truth.add(f"/Detail.aspx?IdActu={n}")
    return place


def diary(count=80):
    """A hosted diary: whole texts on its lists too, archives by month, an article's address its day and a number."""
    place = Place(9)
    days = [date(2008, 1, 3) + timedelta(days=5 * n) for n in range(count)]
    paths = [f"/archives/{day:%Y/%m/%d}/{7_000_000 + 1731 * n}.html" for n, day in enumerate(days)]
    entries = [
        f"<h3>{day.day} {MONTHS[day.month - 1]} {day.year}</h3><div class=item><h2><a href='{path}'>{place.title(n)}</a></h2>"
        f"<div class=itembody>{place.text(place.length())}</div><p>Posté à 10:12 - <a href='{path}#c'>Commentaires [0]</a></p></div>"
        for n, (day, path) in enumerate(zip(days, paths, strict=True))
    ]
    months = sorted({(day.year, day.month) for day in days})
    side = "".join(f"<a href='/archives/{y}/{m:02}/index.html'>{MONTHS[m - 1]} {y}</a> " for y, m in months)

    def put(path, title, inside):
        page = f"<html lang=fr><head><title>{title}</title></head><body><div id=m>{inside}</div><div id=s>{side}</div></body></html>"
        place.put(path, page)

    for k in range(0, count, 8):
        further = f"<a href='/archives/p{k + 8}-8.html'>Page suivante »</a>" if k + 8 < count else ""
        newest = entries[::-1][k : k + 8]
        put(f"/archives/p{k}-8.html" if k else "/", "Le journal", "".join(newest) + further)
    for year, month in months:
        members = [e for e, day in zip(entries, days, strict=True) if (day.year, day.month) == (year, month)]
        put(f"/archives/{year}/{month:02}/index.html", "Archives", "".join(members))
    for n, path in enumerate(paths):
        put(path, place.title(n), entries[n])
        place.truth.add(path)
    return place
