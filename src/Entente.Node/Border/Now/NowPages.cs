using Entente.Node.Accounts;
using Entente.Node.Border.Crossings;
using Entente.Node.Desk;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Now;

/// <summary>GET /desk: what needs me, and today's arrivals and departures by post. GET /desk/now and /desk/now/board: its two live parts.</summary>
internal static class NowPages
{
    private const int MostOnBoard = 60, FewestOfAPost = 6;

    // What has just landed still has people at the counter.
    private static readonly TimeSpan Before = TimeSpan.FromHours(1), After = TimeSpan.FromHours(8);

    public static void Map(WebApplication node)
    {
        node.MapGet("/desk", PageAsync).Requires(Permission.ReadEncounters).ExcludeFromDescription();
        node.MapGet("/desk/now", NeedsAsync).Requires(Permission.ReadEncounters).ExcludeFromDescription();
        node.MapGet("/desk/now/board", (HttpContext context, Database database, IOptions<BorderOptions> options, TimeProvider time, string post = "") => Pages.Show<NowBoard>(context, Board(database, options.Value, time, post)))
            .Requires(Permission.Crossings).ExcludeFromDescription();
    }

    private static async Task<IResult> PageAsync(
        HttpContext context, Caller caller, Database database, KeyStore keys, LedgerWriter ledger, NodeFitness fitness, IOptions<BorderOptions> options, TimeProvider time, CancellationToken cancellationToken, string post = "") =>
        Pages.Show<NowPage>(context, new NowShown(
            await NeedsMe.FindAsync(database, keys, ledger, new NeedsMe.Viewing(caller, time.GetUtcNow()), cancellationToken), Board(database, options.Value, time, post), fitness.Now(), options.Value.Posts, post));

    private static async Task<IResult> NeedsAsync(
        HttpContext context, Caller caller, Database database, KeyStore keys, LedgerWriter ledger, NodeFitness fitness, TimeProvider time, CancellationToken cancellationToken) =>
        Pages.Show<NowNeeds>(context, (await NeedsMe.FindAsync(database, keys, ledger, new NeedsMe.Viewing(caller, time.GetUtcNow()), cancellationToken), fitness.Now()));

    private static List<PostBoard> Board(Database database, BorderOptions options, TimeProvider time, string wanted)
    {
        var posts = options.Posts.Where(p => wanted.Length == 0 || p.Code == wanted).ToList();
        var most = Math.Max(FewestOfAPost, MostOnBoard / Math.Max(1, posts.Count * 3));
        return posts.ConvertAll(post => PostBoard.Today(database, post, time.GetUtcNow(), Before, After, most));
    }
}

/// <summary>What the page shows.</summary>
internal sealed record NowShown(NeedsMe Needs, IReadOnlyList<PostBoard> Board, Fitness? Fitness, IReadOnlyList<PostOption> Posts, string Post);

/// <summary>Today's arrivals and departures of one post.</summary>
/// <param name="Post">The post.</param>
/// <param name="Local">Its clock.</param>
/// <param name="Rows">What arrives and leaves, the next first.</param>
/// <param name="AtCounter">How many people came to its counter today, announced by nobody.</param>
internal sealed record PostBoard(PostOption Post, DateTimeOffset Local, IReadOnlyList<BoardRow> Rows, long AtCounter)
{
    /// <summary>The board of today; before midnight that of the next hours as well, since the night goes on.</summary>
    public static PostBoard Today(Database database, PostOption post, DateTimeOffset now, TimeSpan before, TimeSpan after, int most) =>
        Until(database, post, now, before, local => local + after > local.Date.AddDays(1) ? local + after : local.Date.AddDays(1), most);

    /// <summary>The board of the next hours.</summary>
    public static PostBoard Hours(Database database, PostOption post, DateTimeOffset now, TimeSpan before, TimeSpan after, int most) => Until(database, post, now, before, local => local + after, most);

    private static PostBoard Until(Database database, PostOption post, DateTimeOffset now, TimeSpan before, Func<DateTime, DateTime> to, int most)
    {
        var local = TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(post.TimeZone));
        return new PostBoard(post, local, CrossingBoard.Between(database, post, local.DateTime - before, to(local.DateTime), most), CrossingBoard.AtCounter(database, post.Code, CrossingBoard.Day(now.UtcDateTime)));
    }
}
