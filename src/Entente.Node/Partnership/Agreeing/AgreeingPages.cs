using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Desk;
using Entente.Node.Exchange;
using Entente.Node.Exchange.Partners;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Partnership.Records;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Partnership.Agreeing;

/// <summary>
/// GET /desk/programme/agreeing: what waits for this service, what for partners, what is agreed. GET /desk/programme/record/{id}/agreeing: who has a record, what is proposed, who signed; POST …/agreeing/{step}: shared, recalled or
/// signed. POST /desk/programme/held/{step}: a version that a program could not judge.
/// </summary>
internal static class AgreeingPages
{
    public static void Map(WebApplication node)
    {
        node.MapGet("/desk/programme/agreeing", List).Requires(Permission.ReadProgramme).ExcludeFromDescription();
        node.MapGet("/desk/programme/record/{id}/agreeing", One).Requires(Permission.ReadProgramme).ExcludeFromDescription();
        node.MapPost("/desk/programme/record/{id}/agreeing/{step}", StepAsync).Requires(Permission.AgreeProgramme).DisableAntiforgery().ExcludeFromDescription();
        node.MapPost("/desk/programme/held/{step}", HeldAsync).Requires(Permission.AgreeProgramme).DisableAntiforgery().ExcludeFromDescription();
    }

    /// <summary>The page about who has a record.</summary>
    public static string PathOf(string id) => $"{RecordPages.PathOf(id)}/agreeing";

    private static IResult List(HttpContext context, OwnService own, Database database, KeyStore keys, ProgrammeRecords records, string done = "", string refused = "")
    {
        using var connection = database.Open();
        return Pages.Show<AgreeingPage>(context, AgreeingList.Read(connection, records.Read(connection), own.Code) with { Names = NamesOf(connection), Done = done, Refused = WordsOf(refused) });
    }

    private static IResult One(
        string id, HttpContext context, OwnService own, Database database, KeyStore keys, ProgrammeRecords records, Colleagues colleagues, Catalogue catalogue, TimeProvider time, string done = "", string refused = "")
    {
        using var connection = database.Open();
        var all = records.Read(connection);
        if (all.Find(id) is not { } record)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Pages.Show<RecordAgreeingPage>(context, null);
        }

        var view = ReadAgreeing.ViewOf(connection, record, own.Code, keys);
        var holders = view.Shares.Where(s => s.Status == RecordShareRow.Shared).Select(s => s.Partner).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<string> may = record.IsOwn && own.IsUsed ? [.. PartnerRow.All(connection).Where(p => !holders.Contains(p.Code) && PartnerTerms.Find(connection, p.Code)?.MayReceive(time.Today()) == true).Select(p => p.Code)] : [];
        return Pages.Show<RecordAgreeingPage>(context, new RecordAgreeingShown(record, view, own.Code, may, NamesOf(connection), [.. catalogue.Purposes.Where(p => p.Keep.ContainsKey(Doing.Cooperate)).Select(p => p.Code)])
        {
            People = colleagues.NamesOf(view.Signatures.Select(s => s.Person).Concat(view.Shares.Select(s => s.SharedBy)).Concat(view.Proposals.Select(p => p.MadeBy))), Done = done, Refused = WordsOf(refused),
        });
    }

    private static async Task<IResult> StepAsync(
        string id, string step, HttpContext context, Catalogue catalogue, OwnService own, KeyStore keys, RecordSender sender, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var (partner, version) = (form["partner"].ToString(), long.TryParse(form["version"], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var seen) ? seen : 0);
        var request = new ShareRecord.ShareRequest { Partner = partner, Purpose = form["purpose"].ToString() };
        IResult answer = step switch
        {
            "share" => (await ledger.WriteAsync(work => ShareRecord.Share(work, id, request, catalogue, keys, sender, caller), cancellationToken)).Result,
            "recall" => (await ledger.WriteAsync(work => ShareRecord.Recall(work, id, partner, sender, caller), cancellationToken)).Result,
            "sign" => (await ledger.WriteAsync(work => SignRecord.Sign(work, id, version, form["digest"].ToString(), own, keys, sender, caller), cancellationToken)).Result,
            _ => AgreeingAnswer.Unknown,
        };
        return Back(PathOf(id), step, answer);
    }

    private static async Task<IResult> HeldAsync(string step, HttpContext context, KeyStore keys, TakeVersion take, RecordWriter writer, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var (record, partner) = (form["record"].ToString(), form["partner"].ToString());
        var answer = await ledger.WriteAsync(work => step == "accept" ? DecideHeld.Accept(work, record, partner, keys, take, writer, caller) : DecideHeld.Refuse(work, record, partner, caller), cancellationToken);
        return Back("/desk/programme/agreeing", step == "accept" ? "held-accepted" : "held-refused", answer.Result);
    }

    /// <summary>Back to the page, so that a reload takes no step twice.</summary>
    private static RedirectHttpResult Back(string page, string done, IResult answer) =>
        TypedResults.LocalRedirect(answer is ProblemHttpResult problem ? $"~{page}?refused={Uri.EscapeDataString(WhyOf(problem))}" : $"~{page}?done={done}");

    /// <summary>Codes of a problem: what bars a release, or which it is. A title is the same at every occurrence (RFC 9457 section 3.1.3).</summary>
    private static string WhyOf(ProblemHttpResult problem) => problem.ProblemDetails.Title switch
    {
        "It must not go there" => problem.ProblemDetails.Detail?.Split(": ")[^1].TrimEnd('.').Replace(", ", " ", StringComparison.Ordinal) ?? "",
        "Not yours to release" => "not-yours",
        "It is shared already" => "shared-already",
        "Not a confirmed partner" => "no-partner",
        "Another version is in force" or "Another content" => "changed",
        "It is signed already" => "signed-already",
        "Nobody has it" => "nobody",
        "It cannot be kept" => "not-kept",
        _ => "elsewhere",
    };

    private static Dictionary<string, string> NamesOf(System.Data.Common.DbConnection connection) => PartnerRow.All(connection).ToDictionary(p => p.Code, p => p.Read().Name, StringComparer.Ordinal);

    private static IReadOnlyList<string> WordsOf(string codes) => [.. codes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(c => c.Length <= 40 && c.All(ch => char.IsAsciiLetterLower(ch) || ch == '-')).Take(12)];
}

/// <summary>What the page about who has a record shows.</summary>
/// <param name="Record">The record.</param>
/// <param name="View">What there is about it.</param>
/// <param name="Own">Code of this service.</param>
/// <param name="MayShare">Codes of partners to which it may still be shared, as far as their terms go.</param>
/// <param name="Partners">Names of partners by code.</param>
/// <param name="Purposes">Codes of the purposes for which this service cooperates.</param>
internal sealed record RecordAgreeingShown(ProgrammeRecord Record, AgreeingView View, string Own, IReadOnlyList<string> MayShare, IReadOnlyDictionary<string, string> Partners, IReadOnlyList<string> Purposes)
{
    /// <summary>Names of colleagues by id.</summary>
    public IReadOnlyDictionary<string, string> People { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The step that was just taken; blank for none.</summary>
    public string Done { get; init; } = "";

    /// <summary>Why a step was not taken, as codes.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];
}
