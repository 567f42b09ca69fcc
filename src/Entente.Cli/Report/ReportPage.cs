using Entente.Cli.Outputs;
using Entente.Cli.Screen;
using Entente.Formats.Reading;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Cli.Report;

/// <summary>What stands on the page around the travellers: head, facts, contents, foot.</summary>
internal static class ReportPage
{
    private static readonly Html StyleSheet = new(ReadStyleSheet());

    /// <summary>Everything up to the first row of the contents.</summary>
    public static byte[] Head(RunFacts facts, int travellersWithHits)
    {
        var totals = facts.Totals;
        var html = new HtmlText().Add($"""
            <!DOCTYPE html>
            <html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">
            <title>Screening of {facts.TravellersName}, {Time(facts)}</title><style>{StyleSheet}</style></head><body>
            <header class="page"><p class="brand">Entente · screening report</p>
            <h1>{ReportMarkup.Own(Source(facts))}</h1><p class="when">{Time(facts)}</p></header>
            <main>

            """);
        AddNotices(html, facts);
        html.Add($"""
            <ul class="counts"><li><b>{totals.Travellers}</b> travellers screened</li>
            <li class="strong"><b>{totals.With(Verdict.Strong)}</b> {ReportMarkup.Badge(Verdict.Strong)}</li>
            <li class="review"><b>{totals.With(Verdict.Review)}</b> {ReportMarkup.Badge(Verdict.Review)}</li>
            <li class="weak"><b>{totals.With(Verdict.Weak)}</b> {ReportMarkup.Badge(Verdict.Weak)}</li>
            <li><b>{totals.With(Verdict.None)}</b> without a match</li></ul>
            <p class="decides"><strong>A person decides.</strong> These are possible matches, put in order for your work. Look at both sides and at the
            evidence, above all at what contradicts. A score orders the work; it says nothing about guilt.</p>

            """);
        if (travellersWithHits > 0)
        {
            html.Add($"""
                <nav aria-labelledby="contents"><h2 id="contents">Contents, the most urgent first</h2><table class="contents">
                <thead><tr><th scope="col">Verdict</th><th scope="col">Traveller</th><th scope="col">Closest listing</th><th scope="col">Score</th><th scope="col">Hits</th></tr></thead><tbody>

                """);
        }
        else
        {
            html.Add($"""<p class="empty" id="contents">No traveller reached the score of {facts.MinScore.ToString("0.00")} from which hits are reported.</p>""");
        }

        return html.ToUtf8();
    }

    /// <summary>One line of the contents.</summary>
    public static byte[] ContentsRow(Screened screened)
    {
        var best = screened.Answer.Hits[0];
        return new HtmlText().Add($"""
            <tr><td>{ReportMarkup.Badge(best.Verdict)}</td><th scope="row"><a href="#{ReportArticle.Anchor(screened)}">{ReportMarkup.Own(best.TravellerName.Text)}</a></th><td>{ReportMarkup.Own(best.ListedName.Text)}</td><td>{best.Score.ToString("0.000")}</td><td>{screened.Answer.Hits.Count}</td></tr>

            """).ToUtf8();
    }

    /// <summary>What closes the contents.</summary>
    public static byte[] BetweenContentsAndArticles(int travellersWithHits) =>
        travellersWithHits > 0 ? "</tbody></table></nav>\n"u8.ToArray() : [];

    /// <summary>What the answers rest on, and the end of the page.</summary>
    public static byte[] Foot(RunFacts facts)
    {
        var html = new HtmlText().Add($"""
            <section class="basis" aria-labelledby="basis"><h2 id="basis">What this rests on</h2>
            <p>{facts.Names} names of {facts.Listings} listed people; policy {facts.Policy.Version}, alert threshold {facts.Policy.AlertThreshold.ToString("0.00")};
            hits reported from {facts.MinScore.ToString("0.00")}; clearances: {facts.Cleared?.Contents.Clearances.Count ?? 0}, hits left out because of them: {facts.Totals.Suppressed}.</p>
            <table class="lists"><thead><tr><th scope="col">List</th><th scope="col">Dated</th><th scope="col">Records</th><th scope="col">Refused</th><th scope="col">SHA-256 of the file</th></tr></thead><tbody>

            """);
        foreach (var list in facts.Lists)
        {
            var version = list.Version;
            html.Add($"""
                <tr><th scope="row">{ReportMarkup.Own(version.List)} <small>{list.Format}</small></th><td>{Dated(version)}</td><td>{list.Journal.Read}</td><td>{list.Journal.Refused}</td><td><code>{version.Sha256}</code></td></tr>

                """);
        }

        html.Add($"</tbody></table>");
        foreach (var list in facts.Lists)
        {
            AddFindings(html, list.Version.List, list.Journal);
        }

        if (facts.Cleared is { } cleared)
        {
            AddFindings(html, cleared.Name, cleared.Contents.Journal);
        }

        AddFindings(html, facts.TravellersName, facts.TravellersJournal);
        return html.Add($"""
            </section></main>
            <footer class="page">Entente, policy {facts.Policy.Version}. This page holds personal data: keep it no longer than your rules allow.</footer>
            </body></html>

            """).ToUtf8();
    }

    private static void AddNotices(HtmlText html, RunFacts facts)
    {
        if (facts.End != RunEnd.Complete)
        {
            var why = facts.End == RunEnd.Interrupted ? "The run was interrupted" : "The input broke off";
            html.Add($"""<p class="notice"><strong>{why}.</strong> Only the first {facts.Totals.Travellers} travellers of the input were screened.</p>""");
        }

        if (facts.Refused > 0)
        {
            html.Add($"""<p class="notice"><strong>Records refused: {facts.Refused}.</strong> They took no part; see <a href="#basis">what this rests on</a>.</p>""");
        }

        if (facts.Incomplete)
        {
            html.Add($"""<p class="notice"><strong>An input is incomplete.</strong> It breaks off or lacks what it announces; see <a href="#basis">what this rests on</a>.</p>""");
        }

        if (facts.Totals.Cut > 0)
        {
            html.Add($"""<p class="notice"><strong>Travellers searched short of the full guarantee: {facts.Totals.Cut}.</strong> {facts.Totals.FirstCut}</p>""");
        }

        foreach (var remark in facts.Lists.Select(l => ListAge.Remark(l.Version, facts.Time)).OfType<string>())
        {
            html.Add($"""<p class="notice">{remark}</p>""");
        }
    }

    private static void AddFindings(HtmlText html, string name, Journal journal)
    {
        if (journal.Counts.Count == 0)
        {
            return;
        }

        var counts = string.Join(", ", journal.Counts.Select(c => $"{c.Key}: {c.Value:N0}"));
        html.Add($"""<details class="findings"><summary>Findings in {ReportMarkup.Own(name)}: {counts}</summary><ul>""");
        foreach (var finding in journal.Findings.Take(100))
        {
            html.Add($"<li>{finding.Place}: {finding.Message}{(finding.Refused ? " (refused)" : "")}</li>");
        }

        html.Add($"</ul></details>");
    }

    private static string Source(RunFacts facts) => facts.TravellersName == Inputs.InputFiles.StandardInput ? "Travellers from standard input" : facts.TravellersName;

    private static string Time(RunFacts facts) => facts.Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'");

    private static string Dated(ListVersion version) => version.Dated is { } date ? date.ToString("yyyy-MM-dd") : "not stated";

    private static string ReadStyleSheet()
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream("report.css")
            ?? throw new InvalidOperationException("The style sheet is part of the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
