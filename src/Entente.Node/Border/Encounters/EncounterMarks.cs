using Entente.Node.Border.Crossings;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Node.Border.Encounters;

/// <summary>Keyed hashes by which the encounters of one person are found without opening any: of document numbers, and of a name with a full birth date.</summary>
internal static class EncounterMarks
{
    private const int MostNames = 8;

    /// <summary>The marks of a traveller; none where nothing tells him from namesakes.</summary>
    public static IReadOnlyList<string> Of(KeyStore keys, Subject traveller) =>
        [.. traveller.Documents.Where(d => Clearance.IsOnePersons(d.Number)).Select(d => StoredPerson.MarkOf(keys, d.Number))
            .Concat(from name in traveller.Names.Take(MostNames)
                    from birth in traveller.BirthDates.Where(Clearance.IsFull)
                    select keys.MarkOf("identity", $"{Plain(name.Text)}\n{birth}"))
            .Distinct(StringComparer.Ordinal)];

    /// <summary>Stores the marks of a new encounter, within its work.</summary>
    public static void Store(Work work, KeyStore keys, string encounterId, Subject traveller)
    {
        foreach (var mark in Of(keys, traveller))
        {
            work.Execute("INSERT INTO encounter_mark (mark, encounter_id) VALUES (@mark, @encounterId) ON CONFLICT DO NOTHING", new { mark, encounterId });
        }
    }

    private static string Plain(string name) => string.Join(' ', name.ToUpperInvariant().Split([' ', '-', '\''], StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
}
