using Entente.Screening.Subjects;

namespace Entente.Screening.Comparing;

/// <summary>Evidence of everything but the name.</summary>
/// <param name="Bits">Together, in bits.</param>
/// <param name="Document">Whether a document number agrees: stronger than any contradiction of names.</param>
/// <param name="Identifies">Whether a document or the birth date to the day agrees, so that a weak alias does not stand alone.</param>
internal readonly record struct FieldMatch(double Bits, bool Document, bool Identifies);

/// <summary>Compares birth date, nationality, sex and documents of two subjects.</summary>
internal static class FieldEvidence
{
    /// <summary>The evidence as one figure, without words.</summary>
    public static FieldMatch Weigh(Subject traveller, Subject listed, ScreeningPolicy policy)
    {
        var birth = BirthDates.Compare(traveller.BirthDates, listed.BirthDates).Relation;
        var document = Document(traveller, listed, policy).Bits;
        return new(WithoutDocument(birth, traveller, listed, policy) + document, document > 0, document > 0 || birth is BirthDateRelation.Exact);
    }

    /// <summary>Birth date, nationality and sex as one figure.</summary>
    public static double WithoutDocument(Subject traveller, Subject listed, ScreeningPolicy policy) =>
        WithoutDocument(BirthDates.Compare(traveller.BirthDates, listed.BirthDates).Relation, traveller, listed, policy);

    private static double WithoutDocument(BirthDateRelation birth, Subject traveller, Subject listed, ScreeningPolicy policy) =>
        OfBirthDate(birth, policy) + OfNationality(traveller, listed, policy) + OfSex(traveller, listed, policy);

    /// <summary>The most that a traveller's birth date, nationality and sex could bring with any listing.</summary>
    public static double MostWithoutDocument(Subject traveller, ScreeningPolicy policy) =>
        (traveller.BirthDates.Count > 0 ? policy.BirthDateExact : 0)
        + (traveller.Nationalities.Count > 0 ? policy.NationalityAgrees : 0)
        + (traveller.Sex != Sex.NotStated ? policy.SexAgrees : 0);

    /// <summary>The evidence in words, each field that at least one side states.</summary>
    public static IEnumerable<EvidenceLine> Explain(Subject traveller, Subject listed, ScreeningPolicy policy)
    {
        if (traveller.Documents.Count > 0 || listed.Documents.Count > 0)
        {
            yield return DocumentLine(traveller, listed, policy);
        }

        if (traveller.BirthDates.Count > 0 || listed.BirthDates.Count > 0)
        {
            yield return BirthDateLine(traveller, listed, policy);
        }

        if (traveller.Nationalities.Count > 0 || listed.Nationalities.Count > 0)
        {
            var bits = OfNationality(traveller, listed, policy);
            yield return Line(EvidenceField.Nationality, string.Join(", ", traveller.Nationalities), string.Join(", ", listed.Nationalities), bits,
                bits > 0 ? "a nationality in common" : bits < 0 ? "no nationality in common" : "no nationality to compare", "nationality not stated");
        }

        if (traveller.Sex != Sex.NotStated || listed.Sex != Sex.NotStated)
        {
            var bits = OfSex(traveller, listed, policy);
            yield return Line(EvidenceField.Sex, Words(traveller.Sex), Words(listed.Sex), bits, bits > 0 ? "same sex" : "another sex", "sex not stated");
        }
    }

    private static EvidenceLine Line(EvidenceField field, string traveller, string listed, double bits, string words, string missing)
    {
        var lacks = traveller.Length == 0 || listed.Length == 0;
        return new(field, lacks || bits == 0 ? Agreement.Missing : bits > 0 ? Agreement.Agrees : Agreement.Contradicts, traveller, listed, bits, lacks ? missing : words);
    }

    private static string Words(Sex sex) => sex switch { Sex.Female => "F", Sex.Male => "M", _ => "" };

    private static EvidenceLine BirthDateLine(Subject traveller, Subject listed, ScreeningPolicy policy)
    {
        var (relation, a, b) = BirthDates.Compare(traveller.BirthDates, listed.BirthDates);
        var agreement = relation switch
        {
            BirthDateRelation.Unknown => Agreement.Missing,
            BirthDateRelation.Contradicts or BirthDateRelation.FarApart => Agreement.Contradicts,
            BirthDateRelation.Exact or BirthDateRelation.YearAgrees or BirthDateRelation.MonthAgrees => Agreement.Agrees,
            _ => Agreement.Near,
        };
        return new(EvidenceField.BirthDate, agreement, Text(a, traveller), Text(b, listed), OfBirthDate(relation, policy), relation switch
        {
            BirthDateRelation.Unknown => "birth date not stated",
            BirthDateRelation.Contradicts => "another birth date",
            BirthDateRelation.FarApart => "birth dates more than ten years apart",
            BirthDateRelation.YearNear => "birth year near",
            BirthDateRelation.HijriYear => "same birth year by the Hijri calendar",
            BirthDateRelation.YearAgrees => "same birth year, no more is known",
            BirthDateRelation.MonthAgrees => "same birth month, no more is known",
            BirthDateRelation.YearOneOff => "same day, birth year one off",
            BirthDateRelation.Swapped => "day and month in the other order",
            _ => "same birth date",
        });
    }

    private static string Text(BirthDate? compared, Subject subject) => compared?.ToString() ?? string.Join(", ", subject.BirthDates);

    private static EvidenceLine DocumentLine(Subject traveller, Subject listed, ScreeningPolicy policy)
    {
        var (bits, a, b) = Document(traveller, listed, policy);
        var lacks = traveller.Documents.Count == 0 || listed.Documents.Count == 0;
        return new(
            EvidenceField.Document,
            bits >= policy.DocumentExact ? Agreement.Agrees : bits > 0 ? Agreement.Near : Agreement.Missing,
            a ?? string.Join(", ", traveller.Documents.Select(d => d.Number)),
            b ?? string.Join(", ", listed.Documents.Select(d => d.Number)),
            bits,
            bits >= policy.DocumentExact ? "same document number" : bits > 0 ? "same document number but for letters read as digits"
            : lacks ? "no document to compare" : "other documents, which says nothing");
    }

    private static double OfBirthDate(BirthDateRelation relation, ScreeningPolicy policy) => relation switch
    {
        BirthDateRelation.Exact => policy.BirthDateExact,
        BirthDateRelation.Swapped => policy.BirthDateSwapped,
        BirthDateRelation.YearOneOff or BirthDateRelation.MonthAgrees => policy.BirthYearOneOff,
        BirthDateRelation.YearAgrees => policy.BirthYearAgrees,
        BirthDateRelation.YearNear or BirthDateRelation.HijriYear => policy.BirthYearNear,
        BirthDateRelation.Contradicts => policy.BirthDateContradicts,
        BirthDateRelation.FarApart => policy.BirthDateFarApart,
        _ => 0,
    };

    private static double OfNationality(Subject traveller, Subject listed, ScreeningPolicy policy)
    {
        var comparable = false;
        for (var i = 0; i < traveller.Nationalities.Count; i++)
        {
            for (var j = 0; j < listed.Nationalities.Count; j++)
            {
                if (traveller.Nationalities[i].SharesWith(listed.Nationalities[j]))
                {
                    return policy.NationalityAgrees;
                }

                comparable |= traveller.Nationalities[i].IsNationality && listed.Nationalities[j].IsNationality;
            }
        }

        return comparable ? policy.NationalityContradicts : 0;
    }

    private static double OfSex(Subject traveller, Subject listed, ScreeningPolicy policy) =>
        traveller.Sex == Sex.NotStated || listed.Sex == Sex.NotStated ? 0
        : traveller.Sex == listed.Sex ? policy.SexAgrees
        : policy.SexContradicts;

    private static (double Bits, string? A, string? B) Document(Subject traveller, Subject listed, ScreeningPolicy policy)
    {
        var best = (Bits: 0.0, A: (string?)null, B: (string?)null);
        for (var i = 0; i < traveller.Documents.Count; i++)
        {
            for (var j = 0; j < listed.Documents.Count; j++)
            {
                var (a, b) = (DocumentNumbers.Plain(traveller.Documents[i].Number), DocumentNumbers.Plain(listed.Documents[j].Number));
                if (a.Length < DocumentNumbers.Shortest || b.Length < DocumentNumbers.Shortest)
                {
                    continue;
                }

                var bits = a == b ? policy.DocumentExact : DocumentNumbers.AsRead(a) == DocumentNumbers.AsRead(b) ? policy.DocumentMisread : 0;
                if (bits > best.Bits)
                {
                    best = (bits, traveller.Documents[i].Number, listed.Documents[j].Number);
                }
            }
        }

        return best;
    }
}
