using System.Globalization;
using Entente.Node.Accounts;
using Entente.Node.Border.Manifests;
using Entente.Node.Desk;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Crossings;

/// <summary>
/// GET /desk/crossings: flights, ferries and road vehicles by post, day and kind. GET /desk/crossings/{id}: who is on one, and what was said about it.
/// GET …/messages/{message} and …/answers/{sequence}: a message received or sent, readable and raw.
/// </summary>
internal static class CrossingPages
{
    /// <summary>The kinds of crossings.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["flight", "ferry", "road"];

    private const int Together = 50;

    public static void Map(WebApplication node)
    {
        node.MapGet("/desk/crossings", List).Requires(Permission.Crossings).ExcludeFromDescription();
        node.MapGet("/desk/crossings/{id}", PageAsync).Requires(Permission.Crossings).ExcludeFromDescription();
        node.MapGet("/desk/crossings/{id}/messages/{message}", MessageAsync).Requires(Permission.Crossings).ExcludeFromDescription();
        node.MapPost("/desk/crossings/{id}/messages/{message}/replay", ReplayAsync).Requires(Permission.ReplayMessages).DisableAntiforgery().ExcludeFromDescription();
        node.MapGet("/desk/crossings/{id}/answers/{sequence:long}", AnswerAsync).Requires(Permission.Crossings).ExcludeFromDescription();
    }

    private static IResult List(HttpContext context, Database database, IOptions<BorderOptions> options, string post = "", string day = "", string kind = "", int page = 0)
    {
        var wanted = new CrossingBoard.Wanted(
            post, DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? day : "", Kinds.Contains(kind) ? kind : "", Together, Math.Clamp(page, 0, 10_000) * Together);
        var (total, rows) = CrossingBoard.List(database, wanted, options.Value.Posts);
        return Pages.Show<CrossingsPage>(context, new CrossingsShown(total, rows, wanted, options.Value.Posts));
    }

    private static async Task<IResult> PageAsync(
        string id, HttpContext context, Caller caller, Database database, KeyStore keys, LedgerWriter ledger, IOptions<BorderOptions> options, CancellationToken cancellationToken, string show = "", int page = 0) =>
        Pages.Show<CrossingPage>(context, Known(context, await CrossingShown.FindAsync(id, database, keys, ledger, caller, options.Value, new PeopleWanted(show, Math.Clamp(page, 0, 10_000)), cancellationToken)));

    private static async Task<IResult> MessageAsync(
        string id, string message, HttpContext context, Caller caller, Database database, KeyStore keys, LedgerWriter ledger, IOptions<BorderOptions> options, CancellationToken cancellationToken, int page = 0) =>
        Pages.Show<MessagePage>(context, Known(context, await MessageShown.ReceivedAsync(id, message, new MessageReading(database, keys, ledger, options.Value), caller, Math.Clamp(page, 0, 100_000), cancellationToken)));

    /// <summary>Takes a message in again, and says on its page what came of it.</summary>
    private static async Task<IResult> ReplayAsync(
        string id, string message, HttpContext context, Caller caller, Database database, KeyStore keys, LedgerWriter ledger, Intake intake, IOptions<BorderOptions> options, CancellationToken cancellationToken)
    {
        var replayed = ReadMessage.Find(database, keys, id, message) is { } found && ReadMessage.IsInterchange(found.Raw)
            ? await ReadMessage.DoAsync(id, message, found, ledger, intake, caller, cancellationToken) : null;
        var shown = await MessageShown.ReceivedAsync(id, message, new MessageReading(database, keys, ledger, options.Value), caller, 0, cancellationToken);
        return Pages.Show<MessagePage>(context, Known(context, shown is null ? null : shown with { Replayed = replayed }));
    }

    private static async Task<IResult> AnswerAsync(
        string id, long sequence, HttpContext context, Caller caller, Database database, KeyStore keys, LedgerWriter ledger, IOptions<BorderOptions> options, CancellationToken cancellationToken, string to = "", int page = 0) =>
        Pages.Show<MessagePage>(context, Known(context, await MessageShown.SentAsync(id, to, sequence, new MessageReading(database, keys, ledger, options.Value), caller, Math.Clamp(page, 0, 100_000), cancellationToken)));

    private static T? Known<T>(HttpContext context, T? shown)
        where T : class
    {
        if (shown is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }

        return shown;
    }
}

/// <summary>What the list of crossings shows.</summary>
internal sealed record CrossingsShown(long Total, IReadOnlyList<BoardRow> Rows, CrossingBoard.Wanted Wanted, IReadOnlyList<PostOption> Posts);

/// <summary>Which people of a crossing.</summary>
/// <param name="Show">hits, unread, left for who is not on board; anything else for all.</param>
/// <param name="Page">Which page, from 0.</param>
internal sealed record PeopleWanted(string Show, int Page);
