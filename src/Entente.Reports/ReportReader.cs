using Entente.Reports.Frames;
using Entente.Reports.Linking;
using Entente.Reports.Mentions;
using Entente.Reports.Proposals;
using Entente.Reports.Sentences;
using Entente.Reports.Text;

namespace Entente.Reports;

/// <summary>
/// Reads open reports in English, French and Spanish (in Arabic names, dates, places and the commonest verbs) and proposes records, each
/// field with the words it stands on. What it proposes is what the report says, right or wrong; a person accepts, edits or rejects it. The
/// same text and day always give the same proposals in the same order. Safe for use by several threads at once.
/// </summary>
public static class ReportReader
{
    /// <summary>Characters of a report beyond which nothing is read: no report is so long, and the answer must come.</summary>
    public const int MostCharacters = 16 * 1024 * 1024;

    /// <summary>Sentences between which the words for the report's subject decide whether it is one.</summary>
    private const int FewNoise = 3;

    /// <summary>Reads one report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="date">The day of the report as a person states it; null where its dateline or markup is to tell it.</param>
    public static IReadOnlyList<Proposal> Read(ReportText report, DateOnly? date = null) => Read([report], date, []);

    /// <summary>
    /// Reads several reports and links what they say of one matter: proposals in the order of the reports and of their text, each with its
    /// links to the other proposals and to records that exist.
    /// </summary>
    public static IReadOnlyList<Proposal> Read(IReadOnlyList<ReportText> reports, DateOnly? date, IReadOnlyList<KnownRecord> records)
    {
        var all = new List<(ReportText Report, Draft Draft, View View)>();
        foreach (var report in reports)
        {
            var view = Markup.IsPage(report.Name, report.Raw) ? Markup.Read(Cut(report.Raw)) : new View(Cut(report.Raw));
            all.AddRange(Drafts(view, date).Select(draft => (report, draft, view)));
        }

        var links = Linker.Link([.. all.Select(a => new LinkedDraft(a.Report.Name, a.Draft))], records);
        return [.. all.Select((a, index) => Finish(a.Report, a.View, a.Draft, links[index]))];
    }

    /// <summary>The day that a report's markup or dateline states; null where neither does.</summary>
    public static DateOnly? DateOf(ReportText report)
    {
        var view = Markup.IsPage(report.Name, report.Raw) ? Markup.Read(Cut(report.Raw)) : new View(Cut(report.Raw));
        return ReportDay.Find(view, SentenceSplitter.Read(view));
    }

    private static List<Draft> Drafts(View view, DateOnly? date)
    {
        var sentences = SentenceSplitter.Read(view);
        var read = new MentionFinder().Read(sentences);
        if (IsOfSports(sentences))
        {
            return [];
        }

        var context = new Context(read, date ?? ReportDay.Find(view, sentences));
        var drafts = new List<Draft>();
        foreach (var sentence in read)
        {
            drafts.AddRange(EngagementFrame.Read(sentence, context));
            drafts.AddRange(AgreementFrame.Read(sentence, context));
            drafts.AddRange(ExerciseFrame.Read(sentence, context));
            drafts.AddRange(EquipmentFrame.Read(sentence, context));
            drafts.AddRange(DesignationFrame.Read(sentence));
            drafts.AddRange(SpendingFrame.Read(sentence, context));
            drafts.AddRange(ThreatFrame.Read(sentence));
        }

        return Joining.Join(drafts);
    }

    private static string Cut(string raw) => raw.Length <= MostCharacters ? raw : raw[..MostCharacters];

    /// <summary>A text about sports or the arts has presidents, visits and meetings too, and none of them is meant here.</summary>
    private static bool IsOfSports(List<Sentence> sentences)
    {
        var noise = sentences.Sum(s => s.Of("noise").Count);
        return noise >= FewNoise && noise * 4 >= sentences.Count && noise > sentences.Sum(s => s.Of("agreement").Count + s.Of("threat").Count + s.Of("equipment").Count + s.Of("exercise").Count);
    }

    private static Proposal Finish(ReportText report, View view, Draft draft, IReadOnlyList<ProposalLink> links)
    {
        var names = FieldNames.Of(draft.Kind);
        var fields = draft.Fields.Where(f => names.Contains(f.Name)).OrderBy(f => Array.IndexOf(names, f.Name)).ThenBy(f => f.Start).Select(field =>
        {
            var (start, end) = view.InFile(field.Start, field.End);
            return new ProposedField(field.Name, field.Value, report.CodePointsBefore(start), report.CodePointsBefore(end), report.Raw[start..end], field.Confidence);
        });
        return new(report.Name, draft.Kind, [.. fields], links);
    }
}
