using Entente.Cli.Outputs;
using Entente.Cli.Screen;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Cli.Report;

/// <summary>The part of the report about one traveller: every hit with both sides, the evidence, and room for a person's decision.</summary>
internal static class ReportArticle
{
    /// <summary>Hits from this rank on are folded unless they are strong, so that the page stays short.</summary>
    private const int FirstFoldedRank = 4;

    /// <summary>The place to link to.</summary>
    public static string Anchor(Screened screened) => $"t{screened.Ordinal}";

    /// <summary>The markup for a traveller who has hits.</summary>
    public static byte[] Of(Screened screened)
    {
        var hits = screened.Answer.Hits;
        var html = new HtmlText().Add($"""
            <article class="traveller" id="{Anchor(screened)}" aria-labelledby="{Anchor(screened)}-h">
            <header><h2 id="{Anchor(screened)}-h">{ReportMarkup.Own(hits[0].TravellerName.Text)}</h2> {ReportMarkup.Badge(hits[0].Verdict)}
            <p class="meta">{Meta(screened.Traveller)}</p></header>

            """);
        if (screened.Answer.Cut is { } cut)
        {
            html.Add($"""<p class="notice">The search for this traveller was cut short: {cut}</p>""");
        }

        for (var i = 0; i < hits.Count; i++)
        {
            AddHit(html, screened.Traveller, hits[i], i + 1);
        }

        html.Add($"""
            <section class="decision" aria-label="Decision, to be filled in by hand">
            <p>Decision of a person on {ReportMarkup.Own(hits[0].TravellerName.Text)}, {Meta(screened.Traveller)}:<br><span>☐ another person</span> <span>☐ may be the same, referred to <i></i></span></p>
            <p>Name <i></i> Date and time <i></i> Signature <i></i></p>
            </section>
            <p class="top"><a href="#contents">Contents ↑</a></p>
            </article>

            """);
        return html.ToUtf8();
    }

    private static void AddHit(HtmlText html, Traveller traveller, Hit hit, int rank)
    {
        var folded = rank >= FirstFoldedRank && hit.Verdict != Verdict.Strong;
        var (open, close) = folded
            ? (new Html("""<details class="hit"><summary>"""), new Html("</summary>"))
            : (new Html("""<section class="hit"><h3>"""), new Html("</h3>"));
        html.Add($"""
            {open}<span class="rank">{rank}</span> {ReportMarkup.Badge(hit.Verdict)} {ReportMarkup.Own(hit.ListedName.Text)} <span class="score">score {hit.Score.ToString("0.000")}</span>{close}
            <div class="sides">
            <div class="side"><h4>Traveller</h4>{ReportMarkup.Identity(traveller.Subject, hit.TravellerName)}</div>
            <div class="side"><h4>Listing</h4>{ReportMarkup.Identity(hit.Listing.Subject, hit.ListedName)}{Sources(hit)}</div>
            </div>

            """);
        AddEvidence(html, hit);
        html.Add($"""<p class="namesakes">{Wording.Namesakes(hit.NamesakesPerMillion)}</p>{new Html(folded ? "</details>" : "</section>")}""");
    }

    private static void AddEvidence(HtmlText html, Hit hit)
    {
        html.Add($"""
            <table class="evidence"><thead><tr><th scope="col">Evidence</th><th scope="col">What</th><th scope="col">Traveller</th><th scope="col">Listing</th><th scope="col">In words</th></tr></thead><tbody>

            """);
        foreach (var line in hit.Evidence)
        {
            html.Add($"""
                <tr class="{Wording.Word(line.Agreement)}"><td>{ReportMarkup.Sign(line.Agreement)}</td><th scope="row">{Wording.Word(line.Field)}</th>{Sides(line)}<td class="words">{line.Words}</td></tr>

                """);
        }

        html.Add($"</tbody></table>");
    }

    // What is said of a name as a whole has no sides.
    private static Html Sides(EvidenceLine line) => line.Traveller.Length == 0 && line.Listing.Length == 0
        ? new("""<td colspan="2"></td>""")
        : new(new HtmlText()
            .Add($"""<td data-side="Traveller">{ReportMarkup.Side(line.Traveller)}</td><td data-side="Listing">{ReportMarkup.Side(line.Listing)}</td>""")
            .ToString());

    private static Html Sources(Hit hit)
    {
        var html = new HtmlText().Add($"""<dl><dt>Listed as</dt><dd><ul class="names">{Source(hit.Listing)}""");
        foreach (var also in hit.AlsoListedAs)
        {
            html.Add($"{Source(also)}");
        }

        return new(html.Add($"</ul></dd></dl>").ToString());
    }

    private static Html Source(Listing listing)
    {
        var programme = listing.Programme.Length > 0 ? $", {listing.Programme}" : "";
        return new(new HtmlText().Add($"<li>{ReportMarkup.Own(listing.Id)} <small>{listing.List}{programme}</small></li>").ToString());
    }

    private static Html Meta(Traveller traveller)
    {
        var html = new HtmlText().Add($"{Role(traveller.Role)} {ReportMarkup.Own(traveller.Id)}");
        return new((traveller.Crossing.Length > 0 ? html.Add($" · {ReportMarkup.Own(traveller.Crossing)}") : html).ToString());
    }

    private static string Role(TravellerRole role) => role switch
    {
        TravellerRole.Crew => "Crew",
        TravellerRole.TransitPassenger => "Transit passenger",
        TravellerRole.TransitCrew => "Transit crew",
        _ => "Passenger",
    };
}
