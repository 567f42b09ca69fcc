using System.Net.Http.Json;
using Dapper;
using Entente.Ledger.Entries;
using Entente.Node.Accounts;
using Entente.Node.Border;
using Entente.Node.Border.Kept;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Entente.Node.Watchlist.Sources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Entente.Acceptance.Tests.Watchlist;

/// <summary>What the tests of lists and of the search do before somebody looks.</summary>
internal static class DeskPeople
{
    /// <summary>Names that want to be something else: markup, an override of the direction, signs that nobody sees, ten thousand letters.</summary>
    public static IReadOnlyList<string> Hostile { get; } = ["<script>alert('Choukri')</script>", "Choukri \u202Eeb ot tnaw\u202C Nadia", "Chou\u200Bk\u200Dri Nadia", new string('A', 10_000) + " Choukri"];

    /// <summary>Replaces the list of the node and waits until the node has looked at it.</summary>
    public static async Task ReplaceListAsync(this RunningNode node, params string[] rows)
    {
        var sources = node.Services.GetRequiredService<SourceRefreshes>();
        await File.WriteAllTextAsync(Path.Combine(node.Folder, RunningNode.List), "listing_id,name,kind,birth_date,nationality,sex,document_number\n" + string.Join('\n', rows) + "\n");
        foreach (var look in sources.Looks)
        {
            (look.DueAt, look.Stat) = (DateTimeOffset.MinValue, null);
        }

        await sources.TickAsync(CancellationToken.None);
    }

    /// <summary>Brings the people who are kept up to what is stored, as the node does by itself a moment later.</summary>
    public static void Keep(this RunningNode node) => node.Services.GetRequiredService<KeptPeople>().Refresh(CancellationToken.None);

    /// <summary>Lets everything at the border reach the end of its retention.</summary>
    public static async Task ForgetCrossingsAsync(this RunningNode node)
    {
        using (var connection = node.Services.GetRequiredService<Database>().Open())
        {
            connection.Execute("UPDATE crossing SET keep_until = 1");
        }

        await node.Services.GetServices<IHostedService>().OfType<Entente.Node.Border.Retention>().Single().DeleteAsync(CancellationToken.None);
    }

    /// <summary>How many listings are in force.</summary>
    public static int InForce(this RunningNode node) => node.Services.GetRequiredService<CurrentLists>().Snapshot?.Sources.Listings.Count ?? 0;

    /// <summary>Lists a lost document.</summary>
    public static async Task LoseAsync(this RunningNode node, string number)
    {
        using var analyst = node.As("amina", Role.Analyst);
        (await analyst.PostAsJsonAsync("/documents", new { number, kind = "passport", issuer = "MAR", loss = "stolen", since = "2026-11-02", reference = "PV-88" })).EnsureSuccessStatusCode();
    }

    /// <summary>A row of a list with a name that may hold commas and quotes.</summary>
    public static string Row(string id, string name) => $"{id},\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\",primary,1991-03-06,MAR,F,";

    /// <summary>How often something was recorded.</summary>
    public static int Recorded(this RunningNode node, string action)
    {
        using var connection = node.Services.GetRequiredService<Database>().Open();
        return connection.Query<byte[]>("SELECT entry FROM ledger_entry ORDER BY sequence").Count(bytes => LedgerEntryFormat.TryDecode(bytes, out var entry, out _) && entry.Action == action);
    }

    /// <summary>How the pages are looked at: light and wide in English, dark and on a phone in Arabic.</summary>
    public static TheoryData<string, bool, int> Looks => new() { { "en", false, 1280 }, { "ar", true, 390 } };

    /// <summary>Every page is accessible to a viewer.</summary>
    public static async Task ShouldAllBeAccessibleAsync(this Visitor visitor, params string[] paths)
    {
        foreach (var path in paths)
        {
            await visitor.GoAsync(path);
            await visitor.ShouldBeAccessibleAsync();
        }
    }

    /// <summary>What each role is answered with on a path: status by role.</summary>
    public static async Task<IReadOnlyList<string>> ReachedByAsync(this RunningNode node, string path, HttpMethod? method = null)
    {
        var reached = new List<string>();
        foreach (var role in Role.All)
        {
            using var client = node.As(role, role);
            using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path) { Headers = { { "Sec-Fetch-Site", "same-origin" } } };
            request.Content = method is null ? null : new FormUrlEncodedContent([]);
            if ((await client.SendAsync(request)).StatusCode is not System.Net.HttpStatusCode.Forbidden)
            {
                reached.Add(role);
            }
        }

        return reached;
    }
}
