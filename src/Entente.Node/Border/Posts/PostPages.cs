using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Border.Encounters;
using Entente.Node.Border.Now;
using Entente.Node.Border.Posts.HandOver;
using Entente.Node.Desk;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Posts;

/// <summary>GET /desk/posts: the posts of this service, and those without a link. GET /desk/posts/{code}: what one has to do now, and what arrives and leaves in the next hours.</summary>
internal static class PostPages
{
    private const int MostOnBoard = 40;

    private static readonly TimeSpan Before = TimeSpan.FromHours(1), After = TimeSpan.FromHours(8);

    public static void Map(WebApplication node)
    {
        node.MapGet("/desk/posts", All).Requires(Permission.Crossings).ExcludeFromDescription();
        node.MapGet("/desk/posts/{code}", OneAsync).Requires(Permission.Crossings).ExcludeFromDescription();
    }

    private static IResult All(HttpContext context, Database database, IOptions<BorderOptions> options, LinklessPosts linkless, TimeProvider time)
    {
        using var connection = database.Open();
        var open = connection.Query<OpenRow>("SELECT post, count(*) AS count FROM encounter WHERE status <> 'decided' GROUP BY post").ToDictionary(o => o.Post, o => o.Count, StringComparer.Ordinal);
        var today = PostLine.DayOf(time.GetUtcNow());
        return Pages.Show<PostsPage>(context, new PostsShown(
            [.. options.Value.Posts.Select(post => new PostLine(post, open.GetValueOrDefault(post.Code),
                connection.ExecuteScalar<long>("SELECT count(*) FROM crossing WHERE day = @today AND post = @Code AND kind <> 'counter'", new { today, post.Code })))],
            linkless.Own(), linkless.Others()));
    }

    private static async Task<IResult> OneAsync(
        string code, HttpContext context, Caller caller, Database database, KeyStore keys, LedgerWriter ledger, IOptions<BorderOptions> options, LinklessPosts linkless, TimeProvider time, CancellationToken cancellationToken)
    {
        if (options.Value.Posts.FirstOrDefault(p => p.Code == code) is not { } post)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Pages.Show<PostPage>(context, null);
        }

        // What a post has to do is for who works at it.
        var instructions = Permission.Counter.Roles.Any(caller.Roles.Contains) ? await InstructPost.FindAsync(code, database, keys, ledger, caller, cancellationToken) : null;
        return Pages.Show<PostPage>(context, new PostShown(post, instructions, PostBoard.Hours(database, post, time.GetUtcNow(), Before, After, MostOnBoard), linkless.Own()));
    }

    private sealed class OpenRow
    {
        public string Post { get; init; } = "";

        public long Count { get; init; }
    }
}

/// <summary>What the list of posts shows.</summary>
internal sealed record PostsShown(IReadOnlyList<PostLine> Posts, LinklessState? Own, IReadOnlyList<LinklessPost> Others);

/// <summary>A post in a line.</summary>
/// <param name="Post">The post.</param>
/// <param name="Open">How many encounters nobody has decided.</param>
/// <param name="Today">How many crossings leave for it or from it today.</param>
internal sealed record PostLine(PostOption Post, long Open, long Today)
{
    /// <summary>A day as crossings have it.</summary>
    public static string DayOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>What the page of a post shows.</summary>
/// <param name="Post">The post.</param>
/// <param name="Instructions">What it has to do; null for who does not work at it.</param>
/// <param name="Board">What arrives and leaves.</param>
/// <param name="Own">How this node stands as a post without a link; null where it is none.</param>
internal sealed record PostShown(PostOption Post, IReadOnlyList<InstructPost.Instruction>? Instructions, PostBoard Board, LinklessState? Own);

/// <summary>How this node, a post without a link, stands.</summary>
/// <param name="MadeAt">When its lists were made; null where it has none.</param>
/// <param name="NotAfter">Until when they may be used.</param>
/// <param name="IsExpired">Whether they may be used no longer.</param>
/// <param name="Waiting">How many records wait to be handed over.</param>
/// <param name="Refused">How many the main node has refused.</param>
internal sealed record LinklessState(DateTimeOffset? MadeAt, DateTimeOffset? NotAfter, bool IsExpired, long Waiting, long Refused);

/// <summary>A post without a link, as its main node knows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Records">How many records were taken over from it.</param>
/// <param name="Last">When the last one was.</param>
internal sealed record LinklessPost(string Name, long Records, DateTimeOffset? Last);

/// <summary>Posts without a link, seen from either side.</summary>
internal sealed class LinklessPosts(Database database, DataFolder data, SnapshotAge age, IServiceProvider services)
{
    /// <summary>How this node stands as such a post; null where it is none.</summary>
    public LinklessState? Own()
    {
        if (!age.IsPost)
        {
            return null;
        }

        var (waiting, refused) = services.GetService<Outbox>()?.Count() ?? (0, 0);
        return new LinklessState(age.InForce?.MadeAt, age.InForce?.NotAfter, age.Expired() is not null, waiting, refused);
    }

    /// <summary>The posts that this node is the main node of.</summary>
    public IReadOnlyList<LinklessPost> Others()
    {
        using var connection = database.Open();
        var taken = connection.Query<TakenRow>("SELECT post, count(*) AS records, max(taken_at) AS last FROM post_record GROUP BY post").ToDictionary(t => t.Post, StringComparer.Ordinal);
        return [.. PostKey.All(data).Union(taken.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name => taken.TryGetValue(name, out var row)
            ? new LinklessPost(name, row.Records, DateTimeOffset.FromUnixTimeMilliseconds(row.Last)) : new LinklessPost(name, 0, null))];
    }

    private sealed class TakenRow
    {
        public string Post { get; init; } = "";

        public long Records { get; init; }

        public long Last { get; init; }
    }
}
