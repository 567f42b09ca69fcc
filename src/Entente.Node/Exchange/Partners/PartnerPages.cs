using System.Data.Common;
using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Desk;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Node.Watchlist;

namespace Entente.Node.Exchange.Partners;

/// <summary>
/// GET /desk/partners: how every partner fares. GET /desk/partners/{code}: one of them: card, words, terms, contacts, suspensions; POST …/suspend, /lift, /lift-confirm, /words, /terms/{version}/confirm and
/// /refuse: steps from its forms. GET and POST /desk/partners/{code}/terms: terms are proposed. All by the same rules as the API.
/// </summary>
internal static class PartnerPages
{
    public static void Map(WebApplication node)
    {
        node.MapGet("/desk/partners", List).Requires(Permission.ReadPartners).ExcludeFromDescription();
        node.MapGet("/desk/partners/{code}", (string code, HttpContext context, [AsParameters] Reading reading, string done = "", string refused = "") => One(code, context, reading, done, refused)).Requires(Permission.ReadPartners).ExcludeFromDescription();
        node.MapPost("/desk/partners/{code}/suspend", async (string code, HttpContext context, LedgerWriter ledger, KeyStore keys, Caller caller, CancellationToken ct) =>
            Back(code, await SuspendPartner.SuspendAsync(code, await ReasonAsync(context, ct), ledger, keys, caller, ct))).Requires(Permission.Suspend).DisableAntiforgery().ExcludeFromDescription();
        node.MapPost("/desk/partners/{code}/lift", async (string code, LedgerWriter ledger, Caller caller, CancellationToken ct) =>
            Back(code, await SuspendPartner.ProposeLiftAsync(code, ledger, caller, ct))).Requires(Permission.ProposeTerms).DisableAntiforgery().ExcludeFromDescription();
        node.MapPost("/desk/partners/{code}/lift-confirm", async (string code, LedgerWriter ledger, PullPartners pull, Caller caller, CancellationToken ct) =>
            Back(code, await SuspendPartner.LiftAsync(code, ledger, pull, caller, ct))).Requires(Permission.ConfirmTerms).DisableAntiforgery().ExcludeFromDescription();
        node.MapPost("/desk/partners/{code}/terms/{version}/confirm", async (string code, long version, LedgerWriter ledger, Caller caller, CancellationToken ct) =>
            Back(code, await DecideTerms.ConfirmAsync(code, version, ledger, caller, ct))).Requires(Permission.ConfirmTerms).DisableAntiforgery().ExcludeFromDescription();
        node.MapPost("/desk/partners/{code}/terms/{version}/refuse", async (string code, long version, HttpContext context, LedgerWriter ledger, KeyStore keys, Caller caller, CancellationToken ct) =>
            Back(code, await DecideTerms.RefuseAsync(code, version, await ReasonAsync(context, ct), ledger, keys, caller, ct))).Requires(Permission.ConfirmTerms).DisableAntiforgery().ExcludeFromDescription();
        node.MapPost("/desk/partners/{code}/words", HearAsync).Requires(Permission.Partners).DisableAntiforgery().ExcludeFromDescription();
        node.MapGet("/desk/partners/{code}/terms", Form).Requires(Permission.ProposeTerms).ExcludeFromDescription();
        node.MapPost("/desk/partners/{code}/terms", ProposeAsync).Requires(Permission.ProposeTerms).DisableAntiforgery().ExcludeFromDescription();
    }

    private static IResult List(HttpContext context, OwnService own, Database database, PullPartners pull, PartnerLink link)
    {
        using var connection = database.Open();
        return Pages.Show<PartnersPage>(context, new Listed(own.IsUsed ? own.Code : "", [.. PartnerRow.All(connection).Select(row => PartnerAtDesk.Of(connection, row, pull, link))]));
    }

    private static IResult One(string code, HttpContext context, Reading reading, string done, string refused)
    {
        using var connection = reading.Database.Open();
        if (PartnerRow.Find(connection, code) is not { } row)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Pages.Show<PartnerPage>(context, null);
        }

        var (versions, suspensions) = (TermsRow.Of(connection, code), SuspensionRow.Of(connection, code));
        var names = reading.Colleagues.NamesOf([row.ChangedBy, .. versions.SelectMany(v => new[] { v.ProposedBy, v.DecidedBy }), .. suspensions.SelectMany(s => new[] { s.SuspendedBy, s.LiftBy, s.LiftedBy })]);
        return Pages.Show<PartnerPage>(context, new PartnerShown(
            PartnerAtDesk.Of(connection, row, reading.Pull, reading.Link), [.. versions.Select(v => new TermsAtDesk(v, v.Read(), v.ContactsBy(reading.Keys), v.ReasonBy(reading.Keys)))],
            [.. suspensions.Select(s => (s, s.ReasonBy(reading.Keys)))], names, reading.Time.Today(), Dones.Contains(done) ? done : "", Codes.Find<PartnerRefusal>(refused)));
    }

    private static IResult Form(string code, HttpContext context, Database database, KeyStore keys, Catalogue catalogue, TimeProvider time)
    {
        using var connection = database.Open();
        if (PartnerRow.Find(connection, code) is not { } row)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Pages.Show<TermsPage>(context, null);
        }

        var before = TermsRow.Of(connection, code).FirstOrDefault(v => v.State is TermsRow.Proposed or TermsRow.InForce);
        return Pages.Show<TermsPage>(context, new TermsShown(code, row.Read().Name, before is null ? new TermsForm() : TermsForm.Of(before.Read(), before.ContactsBy(keys)), Purposes(catalogue), time.Today(), [], null));
    }

    private static async Task<IResult> ProposeAsync(
        string code, HttpContext context, Database database, KeyStore keys, LedgerWriter ledger, Catalogue catalogue, TimeProvider time, Caller caller, CancellationToken cancellationToken)
    {
        var sent = await context.Request.ReadFormAsync(cancellationToken);
        var form = TermsForm.Read(sent);
        using var connection = database.Open();
        var shown = new TermsShown(code, PartnerRow.Find(connection, code)?.Read().Name ?? code, form, Purposes(catalogue), time.Today(), [], null);
        if (sent["row"].ToString().Length > 0)
        {
            return Pages.Show<TermsPage>(context, shown with { Form = form.WithRow() });
        }

        var fields = form.Fields();
        if (TermsRules.FaultsOf(fields, catalogue, time.Today()) is { Count: > 0 } faults)
        {
            context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Pages.Show<TermsPage>(context, shown with { Faults = [.. faults.Select(f => f.Split(' ')[0])] });
        }

        var step = await ProposeTerms.DoAsync(code, fields, ledger, keys, caller, cancellationToken);
        if (step.Refused is not { } why)
        {
            return Back(code, step);
        }

        context.Response.StatusCode = StatusCodes.Status409Conflict;
        return Pages.Show<TermsPage>(context, shown with { Refused = why });
    }

    private static async Task<IResult> HearAsync(string code, HttpContext context, LedgerWriter ledger, PullPartners pull, Caller caller, CancellationToken cancellationToken)
    {
        var heard = (await context.Request.ReadFormAsync(cancellationToken))["words"].ToString();
        var answer = await ConfirmPartner.HearAsync(code, heard, ledger, pull, caller, cancellationToken);
        return Back(code, (answer.Result as IStatusCodeHttpResult)?.StatusCode switch
        {
            StatusCodes.Status200OK => new PartnerStep(code, PartnerRow.ConfirmedHere, null, null),
            StatusCodes.Status400BadRequest => PartnerStep.Not(code, PartnerRefusal.WordsSlip),
            StatusCodes.Status422UnprocessableEntity => PartnerStep.Not(code, PartnerRefusal.WordsOther),
            StatusCodes.Status409Conflict => PartnerStep.Not(code, PartnerRefusal.WordsDone),
            _ => PartnerStep.Not(code, PartnerRefusal.Unknown),
        });
    }

    /// <summary>What a step has led to, as the page says it.</summary>
    private static readonly IReadOnlyList<string> Dones = [TermsRow.Proposed, TermsRow.InForce, TermsRow.Refused, "suspended", "lift-proposed", "flows", PartnerRow.ConfirmedHere];

    private static IReadOnlyList<string> Purposes(Catalogue catalogue) => [.. catalogue.Purposes.Select(p => p.Code)];

    private static async Task<string> ReasonAsync(HttpContext context, CancellationToken cancellationToken) => (await context.Request.ReadFormAsync(cancellationToken))["reason"].ToString();

    private static IResult Back(string code, PartnerStep step) =>
        Results.LocalRedirect($"~/desk/partners/{Uri.EscapeDataString(code)}?{(step.Refused is { } why ? $"refused={Codes.Of(why)}" : $"done={step.State}")}");

    /// <summary>With what a partner is read.</summary>
    internal sealed record Reading(Database Database, KeyStore Keys, PullPartners Pull, PartnerLink Link, Colleagues Colleagues, TimeProvider Time);

    /// <summary>What the list shows: this service, and its partners.</summary>
    internal sealed record Listed(string Own, IReadOnlyList<PartnerAtDesk> Partners);
}

/// <summary>How a partner fares.</summary>
/// <param name="Row">The partner.</param>
/// <param name="Last">How the last look at it ended; null where it was not looked at since the start.</param>
/// <param name="Terms">The terms in force; null where there are none.</param>
/// <param name="Behind">Messages that it has not acknowledged.</param>
/// <param name="Held">Messages of it that wait for a person or for others.</param>
/// <param name="Apart">Messages of it that were kept apart.</param>
/// <param name="Open">Conversations that are not over.</param>
/// <param name="Heard">When a message or a receipt of it was taken in last; null for never.</param>
/// <param name="Clock">By how much its clock was ahead at its last answer; null where that is not known.</param>
internal sealed record PartnerAtDesk(PartnerRow Row, PullState? Last, PartnerTerms? Terms, long Behind, long Held, long Apart, long Open, DateTimeOffset? Heard, TimeSpan? Clock)
{
    /// <summary>Reads how a partner fares.</summary>
    public static PartnerAtDesk Of(DbConnection connection, PartnerRow row, PullPartners pull, PartnerLink link)
    {
        long Count(string what) => connection.ExecuteScalar<long>($"SELECT count(*) FROM {what}", new { row.Code });
        return new(row, pull.StateOf(row.Code), PartnerTerms.Find(connection, row.Code), Count("exchange_outbox WHERE partner = @Code AND receipt IS NULL"),
            Count("exchange_inbox WHERE partner = @Code AND state IN ('waiting', 'held')"), Count("exchange_quarantine WHERE partner = @Code"), Count("conversation WHERE partner = @Code AND ended_at IS NULL"),
            connection.QueryFirst<HeardRow>("SELECT (SELECT max(received_at) FROM exchange_inbox WHERE partner = @Code) AS heard", new { row.Code }).Heard, link.ClockOf(row.Code));
    }

    /// <summary>When it was reached, or heard of, last; null where that is not known.</summary>
    public DateTimeOffset? LastContact => Last is { Fault: null } reached ? reached.At : Heard;

    /// <summary>Why the last look brought nothing; null where it was right, or there was none.</summary>
    public string? Fault => Last?.Fault;

    /// <summary>Whether requests are refused because the clocks are too far apart, or soon will be.</summary>
    public bool IsClockFar => Clock is { } clock && clock.Duration() > RequestToken.Tolerance / 2;

    private sealed class HeardRow
    {
        public DateTimeOffset? Heard { get; init; }
    }

    /// <summary>The state in one word: suspended before anything else.</summary>
    public string State => Row.IsSuspended ? "suspended" : Row.State;

    /// <summary>How the terms are on a day: none, due, soon (within 30 days) or good.</summary>
    public string TermsState(DateOnly today) => Terms is null ? "none" : Terms.ReviewOn < today ? "due" : Terms.ReviewOn < today.AddDays(30) ? "soon" : "good";
}

/// <summary>A version of terms, opened.</summary>
internal sealed record TermsAtDesk(TermsRow Row, PartnerTerms Terms, IReadOnlyList<PartnerContact> Contacts, string? Reason);

/// <summary>What the page of a partner shows.</summary>
internal sealed record PartnerShown(
    PartnerAtDesk Partner, IReadOnlyList<TermsAtDesk> Versions, IReadOnlyList<(SuspensionRow Row, string? Reason)> Suspensions, IReadOnlyDictionary<string, string> Names, DateOnly Today, string Done, PartnerRefusal? Refused);

/// <summary>What the form of terms shows.</summary>
internal sealed record TermsShown(string Code, string Name, TermsForm Form, IReadOnlyList<string> Purposes, DateOnly Today, IReadOnlyList<string> Faults, PartnerRefusal? Refused);
