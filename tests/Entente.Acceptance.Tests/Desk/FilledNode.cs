using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Entente.Node.Accounts;

namespace Entente.Acceptance.Tests.Desk;

/// <summary>A node with something on every page, hostile names among it; shared by the tests of a class, none of which changes what another one looks at.</summary>
public sealed class FilledNode : IAsyncLifetime
{
    /// <summary>A name that is a script where somebody forgets what it is.</summary>
    internal const string ScriptName = "<script>document.documentElement.dataset.broken=1</script><img src=x onerror=document.documentElement.dataset.broken=1> Choukri";

    /// <summary>A name that turns the writing of what follows, and holds signs that nobody sees.</summary>
    internal const string TurningName = "Nadia \u202EIRUOHC\u2066 \u200BBen\u200Bali";

    /// <summary>A name of ten thousand letters without a place to break.</summary>
    internal static readonly string EndlessName = string.Concat(Enumerable.Repeat("Abdelkader", 1_000));

    private static readonly (string Name, string Birth)[] Listed =
    [
        ("Nadia Choukri", "1991-03-06"), ("Youssef El Amrani", "1979-11-02"), ("Karim Haddad", "1985-01-30"), (ScriptName, "1990-01-01"), (TurningName, "1990-02-02"),
        (EndlessName, "1990-03-03"),
    ];

    // On a list of one's own, which asks for refusal.
    private static readonly (string Name, string Birth) Salma = ("Salma Ben Tahar", "1988-07-19");

    // On a list of a partner.
    private static readonly (string Name, string Birth) Partners = ("Moussa Ag Rhissa", "1980-05-05");

    private RunningNode? _node;

    internal RunningNode Node => _node ?? throw new InvalidOperationException("The node has not been started.");

    internal string Plain { get; private set; } = "";

    internal string Held { get; private set; } = "";

    internal string Proposed { get; private set; } = "";

    internal string Markup { get; private set; } = "";

    internal string Turning { get; private set; } = "";

    internal string Endless { get; private set; } = "";

    internal string Foreign { get; private set; } = "";

    internal string Crossing { get; private set; } = "";

    internal string Traveller { get; private set; } = "";

    internal string Listing { get; private set; } = "";

    internal string Asked { get; private set; } = "";

    internal string Asking { get; private set; } = "";

    /// <summary>Records of the programme by the keys of the demonstration.</summary>
    internal IReadOnlyDictionary<string, string> Programme { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    internal string Report { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _node = await RunningNode.StartAsync(configuration => (configuration["Border"], configuration["Exchange"]) = (BorderCalls.Posts(), PartnerCalls.Exchange()), [.. Listed.Select((p, i) => $"L{i},{p.Name},primary,{p.Birth},MAR,,")]);
        Listing = await _node.ListAsync(ListingCalls.Salma("refuse"));
        await _node.ConfirmPartnerAsync();
        await _node.AgreeTermsAsync();
        await _node.PartnerSharesAsync("s-1", Shared(Partners.Name, Partners.Birth));
        await _node.PartnerSharesAsync("s-2", Shared(ScriptName, "1990-01-01"), "TLP:AMBER//H3");
        await _node.PartnerSharesAsync("s-3", Shared($"{EndlessName[..180]} {TurningName}", "1990-01-01"), "TLP:AMBER//EYES ONLY");
        Crossing = await SendAsync();
        var encounters = (await BorderCalls.EncountersAsync(_node)).ToDictionary(
            e => e.GetProperty("listing").GetString() ?? "", e => e.GetProperty("state").GetProperty("id").GetString() ?? "", StringComparer.Ordinal);
        string Of(string beginning) => encounters.Single(e => e.Key.StartsWith(beginning, StringComparison.Ordinal)).Value;
        (Plain, Held, Proposed, Markup, Turning, Endless, Foreign) = (Of("Nadia Choukri"), Of("Youssef"), Of("Salma"), Of("<script>"), Of("Nadia \u202E"), Of("Abdelkader"), Of(Partners.Name));
        using var officer = _node.As("bilal", Role.Officer);
        Traveller = (await officer.GetFromJsonAsync<JsonElement>($"/crossings/{Crossing}")).GetProperty("people")[0].GetProperty("id").GetString() ?? "";
        (await officer.PostAsync($"/encounters/{Held}/take", null)).EnsureSuccessStatusCode();
        await BorderCalls.DecideAsync(_node, Of("Karim"), "not-this-person", "let-pass", "other-parents");
        await BorderCalls.DecideAsync(_node, Proposed, "this-person", "refuse", "same-identity-data");
        await FillPartnerAsync(_node);
        await FillProgrammeAsync(_node);
    }

    private async Task FillProgrammeAsync(RunningNode node)
    {
        using var officer = node.As("petra", Role.Programme);
        Programme = await new Entente.Node.Demo.DemoProgramme(officer, Entente.Node.Demo.DemoProgramme.Names.OfUtopia, DateOnly.FromDateTime(DateTime.UtcNow)).FillAsync(CancellationToken.None);
        foreach (var name in (string[])[ScriptName, TurningName, EndlessName[..300]])
        {
            var body = new JsonObject { ["kind"] = "engagement", ["fields"] = new JsonObject { ["title"] = name, ["form"] = "visit", ["starts"] = "2020-01-01", ["series"] = name }, ["rows"] = new JsonObject { ["commitments"] = new JsonArray(new JsonObject { ["what"] = name, ["who"] = name, ["due"] = "2020-02-01" }) } };
            (await officer.PostAsJsonAsync("/programme/records", body)).EnsureSuccessStatusCode();
        }

        var text = $"RABAT, 14 June 2026 (Agency) - The Director of the Coast Guard of Spain, Elena Marchena, visited Rabat on 12 June 2026 and met {ScriptName} of Morocco. {TurningName} {EndlessName}";
        Report = (await (await officer.PostAsJsonAsync("/programme/reports", new { name = ScriptName, text })).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString() ?? "";
    }

    public async ValueTask DisposeAsync()
    {
        if (_node is not null)
        {
            await _node.DisposeAsync();
        }
    }

    private static JsonObject Shared(string name, string birth)
    {
        var fields = ListingCalls.Salma("refuse");
        fields["names"] = new JsonArray(new JsonObject { ["text"] = name, ["kind"] = "primary" });
        fields["birthDates"] = new JsonArray(birth);
        fields["reference"] = "";
        return fields;
    }

    private async Task FillPartnerAsync(RunningNode node)
    {
        using var liaison = node.As("leila", Role.Liaison);
        var share = new JsonObject { ["partner"] = PartnerCalls.Dunes, ["purpose"] = "border-control", ["handling"] = "TLP:AMBER", ["onward"] = "no" };
        (await liaison.PostAsJsonAsync($"/listings/{Listing}/shares", share)).EnsureSuccessStatusCode();
        using var administrator = node.As("salma", Role.Administrator);
        (await administrator.PostAsJsonAsync($"/partners/{PartnerCalls.Dunes}/terms", PartnerCalls.Terms(100))).EnsureSuccessStatusCode();
        Asked = "c-of-the-partner";
        await node.PartnerStepsAsync(Asked, PartnerCalls.Question($"{ScriptName} {TurningName} {EndlessName[..1_500]}", "immediate", TimeSpan.FromHours(2)));
        Asking = await node.AskPartnerAsync("Youssef El Amrani, 1979-11-02");
        await node.PartnerStepsAsync(Asking, new(Entente.Node.Exchange.Flows.FlowTable.Request, "answer", new Dictionary<string, string> { ["result"] = "known", ["note"] = EndlessName[..1_500] }));
    }

    private async Task<string> SendAsync()
    {
        using var carrier = Node.With("manifests");
        var travellers = new JsonArray([.. Listed.Append(Salma).Append(Partners).Select((p, i) => (JsonNode)new JsonObject { ["reference"] = $"R{i}", ["familyName"] = p.Name, ["birthDate"] = p.Birth, ["nationality"] = "MAR", ["documentNumber"] = $"XA{i:0000000}", ["documentIssuer"] = "MAR" })]);
        var answer = await carrier.PostAsJsonAsync("/crossings", new JsonObject
        {
            ["kind"] = "flight", ["carrier"] = "UT", ["number"] = "UT417", ["from"] = "CMN", ["to"] = "MAD", ["departs"] = "2026-11-21T03:10:00", ["arrives"] = "2026-11-21T05:00:00", ["travellers"] = travellers,
        });
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("crossing").GetString() ?? "";
    }
}
