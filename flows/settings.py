"""Settings: one `stadsgesprek.toml` beside the work, environment variables over it, flags over those."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from corpora.errors import KnowledgeError

SETTINGS_FILE = Path("stadsgesprek.toml")


class _SettingsFile(TomlConfigSettingsSource):
    """The file without the table of the portal, which `web.conf` reads and checks."""

    def __call__(self) -> dict[str, Any]:
        return {name: value for name, value in super().__call__().items() if name != "portaal"}


class Settings(BaseSettings):
    """What a city may set. The names are Dutch: staff read and edit them."""

    model_config = SettingsConfigDict(env_prefix="STADSGESPREK_", extra="forbid", frozen=True)

    ronde: str = Field("", description="naam van de ronde; leeg = uit de bestanden")
    k: int = Field(3, ge=1, description="minste aantal mensen achter een getoond getal; 1 = materiaal is al openbaar")
    codeboek: Path | None = Field(None, description="codeboek; leeg = IVP 2023-2026")
    gebied: Path | None = Field(None, description="namen van wijken en plaatsen; leeg = Dordrecht")
    taalmodel: str = Field("", description="geïnstalleerd spaCy-model; leeg = nl_core_news_sm of het eigen model")
    ambtenaren: tuple[str, ...] = Field((), description="namen die leesbaar mogen blijven")
    max_mb: int = Field(50, ge=1, description="grootste bestand in MB")
    zorgen: int | None = Field(None, ge=2, description="aantal zorgen; leeg = laat het uit de uitspraken blijken")
    bewaar_dagen: int = Field(30, ge=0, description="zo lang blijft staan wat al gelezen is; 0 = niet bewaren")
    uitvoerder: Literal["draden", "processen", "dask", "ray"] = Field(
        "draden", description="wat Prefect het werk laat doen"
    )
    werkers: int = Field(1, ge=1, description="aantal processen dat tegelijk werkt")
    cluster: str = Field("", description="adres van een cluster met Dask of Ray; leeg = op deze computer")
    huisstijl: Path | None = Field(None, description="kleuren, lettertype en logo; leeg = neutraal")
    invoer: Path = Field(Path("gesprekken"), description="map die een geplande run leest")
    uitvoer: Path = Field(Path("outputs/runs"), description="map waarin runs komen te staan")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, _SettingsFile(settings_cls, SETTINGS_FILE)

    @property
    def max_bytes(self) -> int:
        """Biggest file in bytes."""
        return self.max_mb * 1_000_000

    @property
    def kept(self) -> Path | None:
        """Folder with what earlier runs found."""
        return self.uitvoer / ".tussenstand" if self.bewaar_dagen else None

    def parameters(self) -> tuple[tuple[str, str], ...]:
        """Those settings that change what a run finds, for the manifest."""
        return (
            ("k", str(self.k)),
            ("ronde", self.ronde),
            ("zorgen", "" if self.zorgen is None else str(self.zorgen)),
        )


def load_settings(**flags: Any) -> Settings:
    """Read the settings; a flag of None was not given.

    Raises:
        KnowledgeError: the settings file or a variable is wrong.
    """
    try:
        return Settings(**{name: value for name, value in flags.items() if value is not None})
    except ValidationError as error:
        names = sorted({".".join(map(str, problem["loc"])) or "?" for problem in error.errors()})
        raise KnowledgeError(
            f"deze instellingen kloppen niet: {', '.join(names)}.",
            source=str(SETTINGS_FILE),
            cure="Kijk in de handleiding welke waarden kunnen, of haal de regel weg.",
        ) from None
    except ValueError:  # not TOML
        raise KnowledgeError(
            "dit bestand is geen geldige TOML.", source=str(SETTINGS_FILE), cure="Herstel het bestand of haal het weg."
        ) from None
