using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Entente.Node.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Acceptance.Tests.Border;

/// <summary>A night at the border, for pages: people on lists, flights of today, officers at browsers. All of it is invented.</summary>
internal static class BorderScene
{
    /// <summary>A person of a public list, which may only inform.</summary>
    public const string Nadia = "L1,Nadia Choukri,primary,1991-03-06,MAR,F,";

    /// <summary>What hostile people call themselves.</summary>
    public static IReadOnlyList<string> HostileNames { get; } =
        ["<script>document.documentElement.dataset.hacked='1'</script>", "\"><img src=x onerror=\"document.documentElement.dataset.hacked='1'\">", "Ben \u202Egnp.exe Ali", "Zero\u200B\u200D\u2060Width", new string('W', 10_000)];

    /// <summary>A node with these rows on a public list, and Salma Ben Tahar on the own one.</summary>
    public static async Task<RunningNode> StartAsync(string action, params string[] rows)
    {
        var node = await BorderCalls.StartAsync(rows.Length > 0 ? rows : [Nadia]);
        await node.ListAsync(ListingCalls.Salma(action));
        return node;
    }

    /// <summary>A node by whose clock it is twenty past two in the morning, so that what it shows is the same whenever it is shown.</summary>
    public static async Task<RunningNode> StartAtNightAsync(string action, params string[] rows)
    {
        var border = BorderCalls.Posts();
        foreach (var post in border["Posts"]?.AsArray() ?? [])
        {
            post?["TimeZone"] = "Africa/Casablanca";
        }

        var node = await RunningNode.StartAsync(c => c["Border"] = border, services => services.AddSingleton<TimeProvider>(new ShiftedTime { Gone = Night - DateTimeOffset.UtcNow }), rows.Length > 0 ? rows : [Nadia]);
        await node.ListAsync(ListingCalls.Salma(action));
        return node;
    }

    /// <summary>Twenty past two of the coming night, UTC.</summary>
    public static DateTimeOffset Night { get; } = new DateTimeOffset(DateTimeOffset.UtcNow.UtcDateTime.Date, TimeSpan.Zero).AddDays(1).AddHours(2).AddMinutes(20);

    /// <summary>A flight of a day with Nadia, a man of no list, and Salma.</summary>
    public static string FlightOfSalma(DateTime? day = null) =>
        Flight.Message("NAD+FL+++BEN TAHAR:SALMA'ATT+2++F'DTM+329:880719'NAT+2+MAR'RFF+ABO:S1'DOC+P:110:111+SA7719021'LOC+91+MAR'", day ?? DateTime.UtcNow);

    /// <summary>The id of the encounter of somebody.</summary>
    public static async Task<string> IdOfAsync(RunningNode node, string traveller) => (await BorderCalls.EncountersAsync(node))
        .First(e => (e.GetProperty("traveller").GetString() ?? "").Contains(traveller, StringComparison.Ordinal)).GetProperty("state").GetProperty("id").GetString() ?? "";

    /// <summary>The id of the only crossing that a carrier announced.</summary>
    public static async Task<string> CrossingAsync(RunningNode node)
    {
        using var reader = node.As("amina", Role.Officer);
        return JsonNode.Parse(await reader.GetStringAsync("/crossings"))?[0]?["id"]?.GetValue<string>() ?? "";
    }

    /// <summary>Takes a step of an encounter by the API.</summary>
    public static async Task StepAsync(RunningNode node, string who, string role, string id, string step, object? body = null)
    {
        using var client = node.As(who, role);
        var response = await client.PostAsJsonAsync($"/encounters/{id}/{step}", body ?? new { });
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
    }

    /// <summary>A ferry of hostile people, of whom the first ones are on the list under the same names.</summary>
    public static async Task<RunningNode> StartHostileAsync()
    {
        var node = await BorderCalls.StartAsync([.. HostileNames.Take(4).Select((name, i) => $"H{i},\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\",primary,1980-01-01,MAR,M,")]);
        using var carrier = node.With("manifests");
        var response = await carrier.PostAsJsonAsync("/crossings", new
        {
            kind = "ferry", carrier = "TX", number = "TX<b>1", from = "ALG", to = "TNG", departs = DateTime.UtcNow.AddMinutes(5).ToString("yyyy-MM-ddTHH:mm:ss"), arrives = DateTime.UtcNow.AddHours(2).ToString("yyyy-MM-ddTHH:mm:ss"),
            travellers = HostileNames.Select((name, i) => new { reference = $"R<i>{i}", familyName = name, birthDate = "1980-01-01", sex = "M", nationality = "MAR", documentNumber = $"HX00{i}<u>77", documentIssuer = "MAR" }),
        });
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return node;
    }

    /// <summary>A page that hostile people stand on is whole: nothing of theirs ran, nothing of it is wider than the window.</summary>
    public static async Task ShouldBeWholeAsync(this Visitor visitor, string path)
    {
        await visitor.GoAsync(path);
        (await visitor.Page.EvaluateAsync<string?>("document.documentElement.dataset.hacked ?? null")).ShouldBeNull(path);
        (await visitor.Page.Locator("main script, main img").CountAsync()).ShouldBe(0, path);
        await visitor.ShouldBeAccessibleAsync();
    }

    /// <summary>Sets the clock of a browser to that of a node at night.</summary>
    public static async Task<Visitor> AtNightAsync(this Visitor visitor)
    {
        await visitor.Page.Clock.InstallAsync(new() { TimeDate = Night.UtcDateTime });
        return visitor;
    }
}
