using System.Text;
using Entente.Reports.Proposals;

namespace Entente.Reports.Tests.Scoring;

/// <summary>Counts what a reader found of what was expected.</summary>
internal sealed record Score(int Facts, int Found, int Fields, int Right, int Proposals, int Unsupported)
{
    /// <summary>Nothing counted yet.</summary>
    public static Score Empty { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>The part of the facts that were proposed.</summary>
    public double Recall => Facts == 0 ? 1 : (double)Found / Facts;

    /// <summary>The part of the expected fields of proposed facts that are right.</summary>
    public double FieldsRight => Fields == 0 ? 1 : (double)Right / Fields;

    /// <summary>The part of the proposals that the text does not carry.</summary>
    public double UnsupportedPart => Proposals == 0 ? 0 : (double)Unsupported / Proposals;

    /// <summary>Both together.</summary>
    public static Score operator +(Score a, Score b) => new(a.Facts + b.Facts, a.Found + b.Found, a.Fields + b.Fields, a.Right + b.Right, a.Proposals + b.Proposals, a.Unsupported + b.Unsupported);

    /// <summary>Scores the proposals of a report; what is missing or wrong goes to <paramref name="log"/>.</summary>
    public static Score Of(ExpectedReport expected, IReadOnlyList<Proposal> proposals, StringBuilder log)
    {
        var (found, fields, right) = (0, 0, 0);
        var used = new HashSet<Proposal>(ReferenceEqualityComparer.Instance);
        foreach (var fact in expected.Facts)
        {
            var match = proposals.Where(p => p.Kind == fact.Kind && !used.Contains(p)).Select(p => (Proposal: p, Right: fact.Fields.Count(f => IsRight(p, f)), IsSaid: Says(p, fact)))
                .Where(m => m.IsSaid || m.Right * 2 > fact.Fields.Count).OrderByDescending(m => m.Right).ThenByDescending(m => m.IsSaid).FirstOrDefault();
            if (match.Proposal is null)
            {
                log.AppendLine($"{expected.Name}: no {fact.Kind} \"{fact.Sentence}\"");
                continue;
            }

            used.Add(match.Proposal);
            found++;
            fields += fact.Fields.Count;
            right += match.Right;
            foreach (var field in fact.Fields.Where(f => !IsRight(match.Proposal, f)))
            {
                log.AppendLine($"{expected.Name}: {fact.Kind} \"{fact.Sentence}\" {field.Name} wanted {field.Values[0] ?? "open"}, is {string.Join(" | ", match.Proposal.Named(field.Name).Select(f => f.Value))}");
            }
        }

        var unsupported = proposals.Where(p => !used.Contains(p) && !expected.Facts.Concat(expected.Also).Any(f => f.Kind == p.Kind && Says(p, f))).ToList();
        foreach (var proposal in unsupported)
        {
            log.AppendLine($"{expected.Name}: unsupported {proposal.Kind}: {string.Join("; ", proposal.Fields.Select(f => $"{f.Name}={f.Value}"))}");
        }

        return new(expected.Facts.Count, found, fields, right, proposals.Count, unsupported.Count);
    }

    /// <summary>The figures as a row of a Markdown table.</summary>
    public string Row(string name) => FormattableString.Invariant($"| {name} | {Facts} | {Recall:0.00} | {Fields} | {FieldsRight:0.00} | {Proposals} | {UnsupportedPart:0.00} |");

    private static bool Says(Proposal proposal, ExpectedFact fact) => Plain(proposal.Named("summary").First().Text).Contains(Plain(fact.Sentence), StringComparison.Ordinal);

    /// <summary>Dates and sums exactly; words loosely: one holds the other, or half of all words are shared.</summary>
    private static bool IsRight(Proposal proposal, ExpectedField expected)
    {
        var values = proposal.Named(expected.Name).ToList();
        return expected.Values.Any(wanted => wanted is null ? values.TrueForAll(v => v.Value == FieldValue.Open)
            : expected.Name is "date" or "period" or "value" ? values.Exists(v => v.Value.ToString() == wanted)
            : values.Exists(v => AreAlike(v.Value.ToString(), wanted) || AreAlike(v.Text, wanted)));
    }

    private static bool AreAlike(string a, string b)
    {
        var (x, y) = (Plain(a), Plain(b));
        if (x.Length > 0 && y.Length > 0 && (x.Contains(y, StringComparison.Ordinal) || y.Contains(x, StringComparison.Ordinal)))
        {
            return true;
        }

        var (one, other) = (x.Split(' ').ToHashSet(), y.Split(' ').ToHashSet());
        return one.Intersect(other).Count() * 2 >= one.Union(other).Count();
    }

    private static string Plain(string text) => string.Join(' ', text.ToLowerInvariant().Split([' ', '\n', '\r', '\u00A0', '«', '»', '"', '“', '”', ',', '.'], StringSplitOptions.RemoveEmptyEntries));
}
