using System.Buffers;
using Entente.Cli.Outputs;
using Entente.Cli.Screen;
using Entente.Screening;

namespace Entente.Cli.Report;

/// <summary>
/// The report as one page without scripts and without requests to anywhere. What is first on the page (counts, contents
/// by urgency) is known last, so articles are put aside as they come and copied behind it at the end; memory holds a few
/// numbers for each traveller with hits.
/// </summary>
internal sealed class HtmlReport(OutputTarget target, Spool spool) : IHitOutput
{
    private readonly List<Entry> _entries = [];

    public void Format(Screened screened, ArrayBufferWriter<byte> buffer)
    {
        if (screened.Answer.Hits.Count > 0)
        {
            buffer.Put(ReportArticle.Of(screened));
        }
    }

    public void Append(Screened screened, ReadOnlySpan<byte> formatted)
    {
        if (screened.Answer.Hits.Count == 0)
        {
            return;
        }

        var row = ReportPage.ContentsRow(screened);
        var position = spool.Add(row);
        spool.Add(formatted);
        var best = screened.Answer.Hits[0];
        _entries.Add(new Entry(best.Verdict, best.Score, screened.Ordinal, position, row.Length, formatted.Length));
    }

    public void End(RunFacts facts)
    {
        _entries.Sort(MostUrgentFirst);
        target.Write(ReportPage.Head(facts, _entries.Count));
        foreach (var entry in _entries)
        {
            spool.CopyTo(target, entry.Position, entry.RowLength);
        }

        target.Write(ReportPage.BetweenContentsAndArticles(_entries.Count));
        foreach (var entry in _entries)
        {
            spool.CopyTo(target, entry.Position + entry.RowLength, entry.ArticleLength);
        }

        target.Write(ReportPage.Foot(facts));
        target.Complete();
    }

    public void Dispose()
    {
        spool.Dispose();
        target.Dispose();
    }

    private static int MostUrgentFirst(Entry one, Entry other)
    {
        var byVerdict = other.Verdict.CompareTo(one.Verdict);
        var byScore = byVerdict != 0 ? byVerdict : other.Score.CompareTo(one.Score);
        return byScore != 0 ? byScore : one.Ordinal.CompareTo(other.Ordinal);
    }

    private sealed record Entry(Verdict Verdict, double Score, long Ordinal, long Position, int RowLength, int ArticleLength);
}
