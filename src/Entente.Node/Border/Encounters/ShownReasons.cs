using Entente.Screening;

namespace Entente.Node.Border.Encounters;

/// <summary>Which reasons the evidence itself shows. A key chooses none that it does not: whoever decides has to say by himself what he saw elsewhere.</summary>
internal static class ShownReasons
{
    /// <summary>Whether the evidence shows a reason; false for one that nobody can read from it, such as somebody's looks.</summary>
    /// <param name="reason">A code of <see cref="Reasons"/>.</param>
    /// <param name="evidence">What was compared.</param>
    public static bool IsShown(string reason, IReadOnlyList<ReadEncounters.EvidenceView> evidence) => reason switch
    {
        "other-birth-date" => Is(EvidenceField.BirthDate, Agreement.Contradicts, evidence),
        "other-nationality" => Is(EvidenceField.Nationality, Agreement.Contradicts, evidence),
        "other-document" => Is(EvidenceField.Document, Agreement.Contradicts, evidence),
        "same-document" => Is(EvidenceField.Document, Agreement.Agrees, evidence),
        "same-identity-data" => Is(EvidenceField.BirthDate, Agreement.Agrees, evidence) && !Contradicts(evidence),
        _ => false,
    };

    /// <summary>Whether anything in the evidence contradicts.</summary>
    public static bool Contradicts(IReadOnlyList<ReadEncounters.EvidenceView> evidence) => evidence.Any(e => e.Agreement == Agreement.Contradicts);

    private static bool Is(EvidenceField field, Agreement agreement, IReadOnlyList<ReadEncounters.EvidenceView> evidence) => evidence.Any(e => e.Field == field && e.Agreement == agreement);
}
