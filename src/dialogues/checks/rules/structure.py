"""S: the structure of files. Most are told while a file is read; ``load`` refuses what has an error of these."""

from __future__ import annotations

from dialogues.checks.rules.rule import told_while_reading


@told_while_reading("S101")
def unreadable_file() -> None:
    """A file cannot be read.

    ## Why is this bad?
    A record that nobody can read is missing from every answer.

    ## Example
    ```
    a file without permission to read, or a broken link
    ```

    ## Use instead
    ```
    a readable file
    ```
    """


@told_while_reading("S102")
def not_utf8() -> None:
    r"""A file is not UTF-8.

    ## Why is this bad?
    Names in other encodings turn into other names.

    ## Example
    ```
    name saved as Latin-1: M\xe9xico
    ```

    ## Use instead
    ```
    the same file saved as UTF-8
    ```
    """


@told_while_reading("S103")
def empty_file() -> None:
    """A file holds no record.

    ## Why is this bad?
    An empty file takes an id and says nothing.

    ## Example
    ```
    (an empty file)
    ```

    ## Use instead
    ```
    a file with a record, or no file
    ```
    """


@told_while_reading("S104")
def not_a_file() -> None:
    """A folder or pipe stands where a record file is expected.

    ## Why is this bad?
    Only regular files are read: opening a pipe would wait forever.

    ## Example
    ```
    agreements/chile-2010.yaml/
    ```

    ## Use instead
    ```
    agreements/chile-2010.yaml
    ```
    """


@told_while_reading("S105")
def link_out_of_folder() -> None:
    """A link leads out of the data folder.

    ## Why is this bad?
    A registry must be whole when its folder is copied.

    ## Example
    ```
    agreements/chile-2010.yaml -> /home/me/chile.yaml
    ```

    ## Use instead
    ```
    the file itself in the folder
    ```
    """


@told_while_reading("S106")
def file_too_large() -> None:
    """A file is larger than 2 MB.

    ## Why is this bad?
    A record is a page of text; anything larger is a mistake or an attack.

    ## Example
    ```
    a file with a text pasted into it
    ```

    ## Use instead
    ```
    a short quote and the source
    ```
    """


@told_while_reading("S107", "warning")
def not_a_record_file() -> None:
    """A file in a collection is neither YAML nor JSON.

    ## Why is this bad?
    It looks like a record and is never read.

    ## Example
    ```
    agreements/chile-2010.yaml.bak
    ```

    ## Use instead
    ```
    agreements/chile-2010.yaml
    ```
    """


@told_while_reading("S201")
def yaml_syntax() -> None:
    """A file is not YAML.

    ## Why is this bad?
    Nothing of the file can be read.

    ## Example
    ```
    note: Title: a subtitle
    ```

    ## Use instead
    ```
    note: "Title: a subtitle"
    ```
    """


@told_while_reading("S202")
def json_syntax() -> None:
    """A file is not JSON.

    ## Why is this bad?
    Nothing of the file can be read.

    ## Example
    ```
    {"kind": "declaration",}
    ```

    ## Use instead
    ```
    {"kind": "declaration"}
    ```
    """


@told_while_reading("S203")
def duplicate_key() -> None:
    """A key stands twice in one mapping.

    ## Why is this bad?
    YAML keeps one of the two and loses the other without a word.

    ## Example
    ```
    kind: declaration
    kind: action-plan
    ```

    ## Use instead
    ```
    kind: declaration
    ```
    """


@told_while_reading("S204")
def unsupported_yaml() -> None:
    """An anchor, alias, tag, merge key or compound key is used.

    ## Why is this bad?
    They make a file hard to read by hand and let it grow without limit.

    ## Example
    ```
    place: &capital Brasília
    ```

    ## Use instead
    ```
    place: Brasília
    ```
    """


@told_while_reading("S205")
def several_documents() -> None:
    """A file holds a second document.

    ## Why is this bad?
    A file is a record, and its name is the record's id.

    ## Example
    ```
    kind: declaration
    ---
    kind: action-plan
    ```

    ## Use instead
    ```
    two files
    ```
    """


@told_while_reading("S206")
def raw_line_separator() -> None:
    r"""U+0085, U+2028 or U+2029 stands raw in a file.

    ## Why is this bad?
    YAML takes them for line breaks, editors do not: line numbers would disagree.

    ## Example
    ```
    a raw U+2028 in a text
    ```

    ## Use instead
    ```
    "\u2028"
    ```
    """


@told_while_reading("S207")
def limit_exceeded() -> None:
    """A file is nested too deep, too long, or has a text that is too long.

    ## Why is this bad?
    Limits keep a hostile file from filling the memory: 64 levels, 100,000 keys and values, 20,000 characters.

    ## Example
    ```
    [[[[[[[[[[…
    ```

    ## Use instead
    ```
    a list of a record
    ```
    """


@told_while_reading("S301")
def unknown_key() -> None:
    """A key is not known where it stands.

    ## Why is this bad?
    A misspelt key says nothing, and its value is lost.

    ## Example
    ```
    parteis: []
    ```

    ## Use instead
    ```
    parties: []
    ```
    """


@told_while_reading("S302")
def missing_key() -> None:
    """A mandatory key is missing.

    ## Why is this bad?
    Without it the record says nothing.

    ## Example
    ```
    title: {en: Letter of intent}
    ```

    ## Use instead
    ```
    title: {en: Letter of intent}
    kind: letter-of-intent
    parties: []
    ```
    """


@told_while_reading("S303")
def wrong_shape() -> None:
    """A list, a mapping or a text stands where another is expected.

    ## Why is this bad?
    The value cannot be understood.

    ## Example
    ```
    parties: the Commission
    ```

    ## Use instead
    ```
    parties:
      - {side: eu, organisation: european-commission}
    ```
    """


@told_while_reading("S304")
def value_not_allowed() -> None:
    """A value is none of those that a closed list allows.

    ## Why is this bad?
    Everybody who reads the data relies on the list.

    ## Example
    ```
    kind: memo
    ```

    ## Use instead
    ```
    kind: memorandum-of-understanding
    ```
    """


@told_while_reading("S305", fixable=True)
def malformed_value() -> None:
    """A value does not have the form that its field asks for.

    ## Why is this bad?
    A date or language in another form would be understood by some and not by others. `--fix` writes dates that
    can only mean one day, and languages given by name.

    ## Example
    ```
    date: 29 November 2007
    ```

    ## Use instead
    ```
    date: 2007-11-29
    ```
    """


@told_while_reading("S401")
def name_is_no_id() -> None:
    """A file's name is no id.

    ## Why is this bad?
    The file's stem is the record's id: lower-case letters and digits joined by hyphens.

    ## Example
    ```
    agreements/Chile 2010.yaml
    ```

    ## Use instead
    ```
    agreements/chile-2010.yaml
    ```
    """


@told_while_reading("S402")
def id_used_twice() -> None:
    """Two files have the same id.

    ## Why is this bad?
    An id names one record, over all collections.

    ## Example
    ```
    agreements/sica.yaml and organisations/sica.yaml
    ```

    ## Use instead
    ```
    agreements/sica-2015.yaml and organisations/sica.yaml
    ```
    """


@told_while_reading("S405", "warning")
def no_such_collection() -> None:
    """A folder with record files is no collection.

    ## Why is this bad?
    Nothing in it is read.

    ## Example
    ```
    agrements/chile-2010.yaml
    ```

    ## Use instead
    ```
    agreements/chile-2010.yaml
    ```
    """


@told_while_reading("S406", "warning")
def no_manifest() -> None:
    """The registry has no manifest.

    ## Why is this bad?
    Nobody knows its version, date and licence.

    ## Example
    ```
    (no registry.yaml)
    ```

    ## Use instead
    ```
    registry.yaml with format, title, version, date and licence
    ```
    """


@told_while_reading("S407")
def other_format() -> None:
    """The data has another major format version.

    ## Why is this bad?
    It would be misunderstood.

    ## Example
    ```
    format: "2.0"
    ```

    ## Use instead
    ```
    format: "1.0"
    ```
    """


@told_while_reading("S408", "warning")
def newer_format() -> None:
    """The data has a newer minor format version.

    ## Why is this bad?
    Keys that this library does not know are refused.

    ## Example
    ```
    format: "1.9"
    ```

    ## Use instead
    ```
    update the library
    ```
    """


RULES = (
    unreadable_file,
    not_utf8,
    empty_file,
    not_a_file,
    link_out_of_folder,
    file_too_large,
    not_a_record_file,
    yaml_syntax,
    json_syntax,
    duplicate_key,
    unsupported_yaml,
    several_documents,
    raw_line_separator,
    limit_exceeded,
    unknown_key,
    missing_key,
    wrong_shape,
    value_not_allowed,
    malformed_value,
    name_is_no_id,
    id_used_twice,
    no_such_collection,
    no_manifest,
    other_format,
    newer_format,
)
