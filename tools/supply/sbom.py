"""The bill of materials of a release: the locks go in, a CycloneDX document comes out.

It names what a site is made with, the form for editors included; what only tests and developers run
is no part of a release. The only door to `cyclonedx`.
"""

from __future__ import annotations

import base64
import json
import tomllib
from collections.abc import Iterable, Sequence
from datetime import datetime
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.supply.licences import licence_of
from tools.supply.locks import FORM, NPM, PYPI, ROOT, SITE, Locked, locked
from tools.supply.policy import Policy, read_policy

VERSION = SchemaVersion.V1_6
KINDS = {PYPI: "pypi", NPM: "npm"}
ALGORITHMS = {"sha256": HashAlgorithm.SHA_256, "sha512": HashAlgorithm.SHA_512}


def of_release(made: datetime, root: Path = ROOT) -> str:
    """The document about what a site is made with, dated `made`; the same for the same locks."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    itself = Component(
        name=project["name"],
        version=project["version"],
        type=ComponentType.APPLICATION,
        bom_ref=project["name"],
        licenses=[LicenseExpression(project["license"])],
        purl=PackageURL("pypi", None, project["name"], project["version"]),
    )
    python = [Requirement(each) for each in project["dependencies"]]
    form = json.loads((root / FORM).with_name("package.json").read_text(encoding="utf-8"))
    direct = [(PYPI, canonicalize_name(each.name)) for each in python]
    direct += [(NPM, name) for name in form["dependencies"]]
    extras = {extra for each in python for extra in each.extras}
    packages = (*locked(SITE, root), *locked(FORM, root))
    return valid(_bill(itself, direct, extras, packages, read_policy(), made))


def valid(bom: Bom) -> str:
    """The text of `bom`; ValueError if it breaks the schema of CycloneDX."""
    text = make_outputter(bom, OutputFormat.JSON, VERSION).output_as_string(indent=1)
    fault = JsonStrictValidator(VERSION).validate_str(text)
    if fault is not None:
        raise ValueError(str(fault))
    return text + "\n"


def _bill(
    itself: Component,
    direct: Iterable[tuple[str, str]],
    extras: Iterable[str],
    packages: Sequence[Locked],
    policy: Policy,
    made: datetime,
) -> Bom:
    components = {package: _component(package, policy) for package in packages}
    named: dict[tuple[str, str], list[Component]] = {}
    for package, component in components.items():
        named.setdefault((package.ecosystem, package.name), []).append(component)
    bom = Bom(
        components=components.values(),
        metadata=BomMetaData(component=itself, timestamp=made),
        serial_number=uuid5(NAMESPACE_URL, " ".join(map(str, packages))),
    )
    bom.register_dependency(itself, [each for key in direct for each in named[key]])
    wanted = ("", *sorted(extras))
    for package, component in components.items():
        keys = [(package.ecosystem, name) for name in _needs(package, wanted)]
        bom.register_dependency(component, [one for key in keys for one in named.get(key, ())])
    return bom


def _component(package: Locked, policy: Policy) -> Component:
    licence = licence_of(package, policy)
    group, _, name = package.name.rpartition("/")
    purl = PackageURL(KINDS[package.ecosystem], group or None, name, package.version)
    return Component(
        name=name,
        group=group or None,
        version=package.version,
        bom_ref=purl.to_string(),
        # PyPI has several files of one version, for one machine each: any of these sums is right.
        hashes=[_hash(each) for each in package.hashes],
        licenses=[LicenseExpression(licence)] if licence else [],
        purl=purl,
    )


def _hash(text: str) -> HashType:
    name, mark, content = text.partition("-" if "-" in text else ":")
    if mark == "-":
        content = base64.b64decode(content).hex()
    return HashType(alg=ALGORITHMS[name], content=content)


def _needs(package: Locked, extras: Sequence[str]) -> Sequence[str]:
    if package.ecosystem == NPM:
        return package.needs
    try:
        said = [Requirement(each) for each in requires(package.name) or ()]
    except PackageNotFoundError:
        # Another machine installs it; what it needs there cannot be read here.
        return ()
    return [
        canonicalize_name(each.name)
        for each in said
        if each.marker is None or any(each.marker.evaluate({"extra": extra}) for extra in extras)
    ]
