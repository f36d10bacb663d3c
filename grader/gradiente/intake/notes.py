"""What can be remarked about what a student handed in, and its sentence in both languages.

A note is data (a kind and what it names); `NOTE_KINDS` and `NOTE_KINDS_ES` hold the sentence of each kind, with
the same placeholders. With the kinds in `ASKS_FOR_A_PERSON` something may have gone ungraded that should count.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Note:
    """A remark for a person.

    Attributes
    ----------
    kind : str
        Key of the sentence in `NOTE_KINDS`.
    details : dict of str to str
        What the sentence names; already safe to show.
    """

    kind: str
    details: dict[str, str] = field(default_factory=dict)


NOTE_KINDS: dict[str, str] = {
    # How a file came to its topic.
    "by-name": "{file} was taken as {topic}.py because its name is close enough.",
    "by-functions": "{file} was taken as {topic}.py because it defines {functions}.",
    "contradiction": "{file} has the name of {topic} but defines the functions of {other}.",
    "empty": "{file} is empty.",
    "same-topic": "{file} was not graded: {chosen} was taken for {topic}. Check the choice.",
    "copy": "{file} has exactly the content of {chosen}, which was taken for {topic}.",
    "unclear": "{file} was not graded: it defines too few functions of {topics} to tell what it is.",
    "helper-defines": "{file} defines functions of {topics}; it was kept as a module that the others import.",
    # Python files that nobody can import.
    "helper-name": "{file} belongs to no topic, and no code can import it under that name.",
    "shadow": "{file} has the name of a library and would hide it; it was left out.",
    "same-helper": "{file} was left out: {chosen} has the same module name.",
    # Files that are not Python.
    "notebook": "{file} is a notebook: its definitions and imports were graded, nothing else in it was run.",
    "broken-notebook": "{file} is damaged, or no notebook, and was not graded.",
    "manifest": "{file} says that {name} ({id}) made this, {time}.",
    "manifest-changed": "{file} does not fit: changed since the zip was made: {files}.",
    "onlinetext": "{file}: something was written in the online text box; only files are graded.",
    "not-python": "{file} is no Python file and was not graded.",
    "other-archive": "{file} is an archive of a kind that is not opened; zips and tarballs are.",
    # Archives inside a submission.
    "nested-archive": "{file} lies in too many archives inside one another, and was not opened.",
    "class-archive": "{file} looks like the download of a whole class, and was not opened; give it on its own.",
    "broken-archive": "{file} is no archive of its kind, or is damaged, and could not be opened.",
    "unpacks-to-too-much": "{file} unpacks to more than {limit} bytes and was not opened.",
    "too-many-members": "{file} holds more than {limit} entries and was not opened.",
    # Files that could not be read, or that nobody should read.
    "broken": "{file} is damaged and could not be read.",
    "encrypted": "{file} is protected by a password and could not be read.",
    "compression": "{file} is compressed by a method that is not read; only stored and deflated files are.",
    "inflated": "{file} unpacks to more than {limit} times its size and was not read.",
    "link": "{file} is a link; links are not followed.",
    "special": "{file} is neither a file nor a folder and was not opened.",
    "unreadable": "{file} could not be read from disk.",
    "unsafe-path": "{file} has a path that leads out of the archive; it was not read.",
    "too-large": "{file} is larger than {limit} bytes and was not read.",
    "too-much": "{file} was not read: the submission's Python files exceed {limit} bytes together.",
    "too-many-files": "{file} was not read: the submission has more than {limit} Python files or archives.",
    # How the bytes were read.
    "encoding": "{file} is not UTF-8; it was read as {encoding}.",
    "cookie": "{file} declares the encoding {cookie}, which does not hold; the declaration was ignored.",
    "nul": "{file} contains NUL bytes, which Python refuses.",
    "hidden-marks": "{file} contains invisible marks that change the direction of text; it may mislead.",
    # Whole submissions.
    "ignored": "Ignored as leftovers of programs: {count} ({names}).",
    "folder-named-py": "{file} is a folder, although its name ends in .py.",
    "same-student": "This student appears in several places, which were put together: {sources}.",
    "attempts-last": "{count} attempts were handed in; the last one counts: {chosen}.",
    "attempts-best": "{count} attempts were handed in; the best one counts: {chosen} ({marks}).",
    "attempts-many": "{count} attempts were handed in; only the last {limit} were looked at.",
    "group": "Handed in by the group {group}, for {people}.",
    "group-and-alone": "{name} also handed something in alone, which stands under {other}. Check which counts.",
    "groups-without-work": "Groups of the list that handed nothing in: {groups}.",
    "time-unknown": "There is a deadline, but nothing says when this was handed in; no penalty was applied.",
    "flagged-late": "The platform says late, but not how late; no penalty was applied.",
    "nothing": "Nothing that can be graded was handed in.",
    "no-student": "{file} belongs to no student.",
}

NOTE_KINDS_ES: dict[str, str] = {
    "by-name": "{file} se ha tomado por {topic}.py porque su nombre se parece lo bastante.",
    "by-functions": "{file} se ha tomado por {topic}.py porque define {functions}.",
    "contradiction": "{file} tiene el nombre de {topic}, pero define las funciones de {other}.",
    "empty": "{file} está vacío.",
    "same-topic": "{file} no se ha corregido: para {topic} se ha tomado {chosen}. Conviene comprobarlo.",
    "copy": "{file} tiene exactamente el contenido de {chosen}, que se ha tomado para {topic}.",
    "unclear": "{file} no se ha corregido: define muy pocas funciones de {topics} para saber qué es.",
    "helper-defines": "{file} define funciones de {topics}; se ha dejado como módulo que los demás importan.",
    "helper-name": "{file} no es de ningún tema y con ese nombre ningún código puede importarlo.",
    "shadow": "{file} se llama como una biblioteca y la taparía; se ha dejado fuera.",
    "same-helper": "{file} se ha dejado fuera: {chosen} tiene el mismo nombre de módulo.",
    "notebook": "{file} es un cuaderno: se han corregido sus definiciones e importaciones, y nada más se ha ejecutado.",
    "broken-notebook": "{file} está dañado o no es un cuaderno, y no se ha corregido.",
    "manifest": "{file} dice que esto lo ha hecho {name} ({id}), {time}.",
    "manifest-changed": "{file} no concuerda: desde que se hizo el zip ha cambiado {files}.",
    "onlinetext": "{file}: hay algo escrito en el cuadro de texto en línea; solo se corrigen ficheros.",
    "not-python": "{file} no es un fichero de Python y no se ha corregido.",
    "other-archive": "{file} es un archivo comprimido de un tipo que no se abre; se abren los zip y los tar.",
    "nested-archive": "{file} está dentro de demasiados archivos comprimidos, uno dentro de otro, y no se ha abierto.",
    "class-archive": "{file} parece la descarga de toda una clase y no se ha abierto; hay que darlo aparte.",
    "broken-archive": "{file} no es un archivo comprimido de su tipo, o está dañado, y no se ha podido abrir.",
    "unpacks-to-too-much": "{file} ocupa descomprimido más de {limit} bytes y no se ha abierto.",
    "too-many-members": "{file} tiene más de {limit} entradas y no se ha abierto.",
    "broken": "{file} está dañado y no se ha podido leer.",
    "encrypted": "{file} está protegido con contraseña y no se ha podido leer.",
    "compression": "{file} usa un método de compresión que no se lee; solo «stored» y «deflate».",
    "inflated": "{file} ocupa descomprimido más de {limit} veces su tamaño y no se ha leído.",
    "link": "{file} es un enlace; los enlaces no se siguen.",
    "special": "{file} no es ni un fichero ni una carpeta y no se ha abierto.",
    "unreadable": "{file} no se ha podido leer del disco.",
    "unsafe-path": "{file} tiene una ruta que sale del archivo comprimido; no se ha leído.",
    "too-large": "{file} ocupa más de {limit} bytes y no se ha leído.",
    "too-much": "{file} no se ha leído: los ficheros de Python de la entrega suman más de {limit} bytes.",
    "too-many-files": "{file} no se ha leído: la entrega pasa de {limit} ficheros de Python o archivos comprimidos.",
    "encoding": "{file} no está en UTF-8; se ha leído como {encoding}.",
    "cookie": "{file} declara la codificación {cookie}, que no es cierta; no se ha tenido en cuenta.",
    "nul": "{file} contiene bytes NUL, que Python rechaza.",
    "hidden-marks": "{file} contiene marcas invisibles que cambian la dirección del texto; puede engañar.",
    "ignored": "Restos de programas que no se han tenido en cuenta: {count} ({names}).",
    "folder-named-py": "{file} es una carpeta, aunque su nombre termina en .py.",
    "same-student": "Este estudiante aparece en varios sitios, que se han reunido: {sources}.",
    "attempts-last": "Se han entregado {count} intentos; cuenta el último: {chosen}.",
    "attempts-best": "Se han entregado {count} intentos; cuenta el mejor: {chosen} ({marks}).",
    "attempts-many": "Se han entregado {count} intentos; solo se han mirado los últimos {limit}.",
    "group": "Entregado por el grupo {group}, para {people}.",
    "group-and-alone": "{name} ha entregado también por su cuenta; está como {other}. Conviene ver cuál cuenta.",
    "groups-without-work": "Grupos de la lista que no han entregado nada: {groups}.",
    "time-unknown": "Hay una fecha límite, pero nada dice cuándo se entregó esto; no se ha penalizado.",
    "flagged-late": "La plataforma dice que llegó tarde, pero no cuánto; no se ha penalizado.",
    "nothing": "No se ha entregado nada que se pueda corregir.",
    "no-student": "{file} no es de ningún estudiante.",
}

_FOR_INFORMATION = frozenset(
    (
        "by-name",
        "by-functions",
        "attempts-last",
        "attempts-best",
        "group",
        "groups-without-work",
        "empty",
        "copy",
        "helper-defines",
        "notebook",
        "manifest",
        "not-python",
        "encoding",
        "ignored",
        "folder-named-py",
    )
)

ASKS_FOR_A_PERSON: frozenset[str] = frozenset(NOTE_KINDS) - _FOR_INFORMATION


def sentence(note: Note, language: str) -> str:
    """Return the note's sentence in `es` or `en`."""
    return (NOTE_KINDS_ES if language == "es" else NOTE_KINDS)[note.kind].format_map(note.details)
