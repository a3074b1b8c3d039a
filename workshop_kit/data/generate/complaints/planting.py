"""What is hidden in the complaints for the lessons to find."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Planting:
    """Strength of every planted truth; a test switches one off to see that its detector stays silent.

    Attributes
    ----------
    reporting_gap : float
        Complaints per resident in Samarinda Kota, as a multiple of those in Palaran; nothing else differs (F01).
    whatsapp_before, whatsapp_after : float
        Share of the channel WA until, and from, March 2025 (F02).
    new_topics : float
        Share of complaints from March 2025 on that speak of what did not exist before (F02).
    new_situations : float
        Share of the ordinary cores that nobody tells before March 2025 (F02).
    misrouted : float
        Share of complaints sent to a wrong agency.
    misrouted_local : float
        How many times as often that happens to complaints in Banjar or Kutai (F03).
    double_reporters : float
        Share of reporters who appear under two entries of ``warga_sampel`` (F04).
    personal_data : float
        Share of texts that hold personal data (F05).
    duplicates : float
        Share of complaints that are sent again, by the same person or a neighbour.
    second_issues : float
        Share of complaints that report a second thing.
    wrong_labels : float
        Share of complaints to which the officer gave another category.
    """

    reporting_gap: float = 2.5
    whatsapp_before: float = 0.30
    whatsapp_after: float = 0.65
    new_topics: float = 0.24
    new_situations: float = 0.15
    misrouted: float = 0.09
    misrouted_local: float = 2.0
    double_reporters: float = 0.06
    personal_data: float = 0.08
    duplicates: float = 0.055
    second_issues: float = 0.19
    wrong_labels: float = 0.048


AS_DESIGNED = Planting()
