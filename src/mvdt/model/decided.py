"""Items made of what pydantic has decided before: but for people's names, the values of a roster recur.

pydantic looks for each of a model's fields in each item, which takes twice as long as to look at those that are there,
and what it makes takes twice the room. A test holds the two together.
"""

from __future__ import annotations

from typing import Any, Final, Generic, NamedTuple

from pydantic import ValidationError

from mvdt.model.bind import Model, fields
from mvdt.source.nodes import Mapping

# What is longer than any value that recurs is not kept.
_SHORT: Final = 100
_LIMIT: Final = 1_000


class Unsure(Exception):
    """It takes pydantic to tell whether this is an item, and which."""


class _Shape(NamedTuple):
    """What groups of the same fields have in common, by the fields' names in the code.

    `renamed` are those that a file has another name for, `labels` those that may be any text, `others` what the values of
    the rest mean.
    """

    renamed: list[tuple[str, str]]
    labels: list[str]
    others: list[tuple[str, _Labels | _Values]]
    given: set[str]


class Decided(Generic[Model]):
    """The items of a model. `label` is the type of a text that is not empty, and that is all there is to it."""

    def __init__(self, model: type[Model], label: Any) -> None:
        self._model = model
        self._nothing = dict(model())
        self._fields = fields(model)
        self._others: dict[str, _Labels | _Values] = {}
        for name, code in self._fields.items():
            kind = model.model_fields[code].annotation
            if kind in (list[label], dict[label, label]):
                self._others[code] = _Labels() if kind == list[label] else _Pairs()
            elif kind != label | None:
                self._others[code] = _Values(model, name, code)
        self._shapes: dict[tuple[str, ...], _Shape] = {}

    def item(self, node: object) -> Model:
        """The item of a group of fields as pydantic has it, but that it shares its containers with others and the group.

        Raises `Unsure` where pydantic has to be asked.
        """
        if not isinstance(node, Mapping):
            raise Unsure
        names = tuple(node)
        renamed, labels, others, given = self._shapes.get(names) or self._shape(names)
        values = self._nothing | node
        for name, code in renamed:
            values[code] = values.pop(name)
        for code in labels:
            text = values[code]
            if text.__class__ is not str or not text:
                raise Unsure
        try:
            for code, meaning in others:
                values[code] = meaning[values[code]]
        except (TypeError, ValidationError):
            raise Unsure from None
        item = self._model.__new__(self._model)
        put = object.__setattr__
        put(item, "__dict__", values)
        put(item, "__pydantic_fields_set__", given)
        put(item, "__pydantic_extra__", None)
        put(item, "__pydantic_private__", None)
        return item

    def _shape(self, names: tuple[str, ...]) -> _Shape:
        codes = [self._fields[name] for name in names if name in self._fields]
        if len(set(codes)) < len(names):
            # A field that there is not, or one by two names.
            raise Unsure
        renamed = [(name, code) for name, code in zip(names, codes, strict=True) if name != code]
        others = [(code, self._others[code]) for code in codes if code in self._others]
        labels = [code for code in codes if code not in self._others]
        if len(self._shapes) >= _LIMIT:
            self._shapes.clear()
        shape = self._shapes[names] = _Shape(renamed, labels, others, set(codes))
        return shape


class _Labels:
    """The texts of a list; `TypeError` where they are anything else."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def __getitem__(self, value: object) -> Any:
        if isinstance(value, list) and (self._seen.issuperset(value) or self._are_labels(value)):
            return value
        raise TypeError

    def _are_labels(self, texts: Any) -> bool:
        if not all(text.__class__ is str and text for text in texts):
            return False
        if len(self._seen) >= _LIMIT:
            self._seen.clear()
        self._seen.update(text for text in texts if len(text) <= _SHORT)
        return True


class _Pairs(_Labels):
    """The same of texts by texts."""

    def __getitem__(self, value: object) -> Any:
        if isinstance(value, dict) and "" not in value:
            texts = value.values()
            if self._seen.issuperset(texts) or self._are_labels(texts):
                return value
        raise TypeError


class _Values(dict[str | None, Any]):
    """The values of a field by how they are written, each decided by pydantic once; it raises `ValidationError`."""

    def __init__(self, model: type[Model], name: str, code: str) -> None:
        self._model = model
        self._name = name
        self._code = code

    def __missing__(self, text: str | None) -> Any:
        value = getattr(self._model.model_validate({self._name: text}), self._code)
        if len(self) >= _LIMIT:
            self.clear()
        if text is None or len(text) <= _SHORT:
            self[text] = value
        return value
