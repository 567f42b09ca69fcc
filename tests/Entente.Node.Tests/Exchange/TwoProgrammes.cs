using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Exchange;
using Entente.Node.Partnership.Agreeing;
using Entente.Node.Partnership.Records;
using Entente.Node.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Exchange;

/// <summary>Two services with terms that let records of the partnership go both ways, and the steps of their programme officers.</summary>
internal sealed class TwoProgrammes(TwoServices both) : IAsyncDisposable
{
    public TwoServices Both => both;

    /// <summary>Starts both; each may release to the other up to a label.</summary>
    public static async Task<TwoProgrammes> StartAsync(string ceiling = "AMBER")
    {
        var both = await TwoServices.StartConfirmedAsync();
        foreach (var service in (string[])[TwoServices.Atlas, TwoServices.Dunes])
        {
            await both.AgreeTermsAsync(service, t =>
            {
                (t["purposes"], t["approvers"], t["ceiling"]) = (new JsonArray("partnership"), new JsonArray(Role.Programme, Role.Liaison), ceiling);
            });
        }

        return new(both);
    }

    /// <summary>What a programme officer is answered.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Answer)> CallAsync(string service, string path, JsonObject? body = null, string method = "POST", string role = Role.Programme)
    {
        using var client = both[service].As($"nour-{service}", role);
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : System.Net.Http.Json.JsonContent.Create(body) };
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.StartsWith('{') ? JsonDocument.Parse(text).RootElement : default);
    }

    /// <summary>Minutes of a visit, as they are typed in.</summary>
    public static JsonObject Minutes(string readout, string handling = "TLP:GREEN") => new()
    {
        ["kind"] = "engagement", ["handling"] = handling,
        ["fields"] = new JsonObject { ["title"] = "Minutes of the visit of 14 June", ["form"] = "visit", ["starts"] = "2026-06-14", ["readout"] = readout },
        ["rows"] = new JsonObject { ["commitments"] = new JsonArray(new JsonObject { ["what"] = "A list of courses", ["who"] = "Atlas", ["due"] = "2026-09-01" }) },
    };

    /// <summary>A service makes a record; its id.</summary>
    public async Task<string> MakeAsync(string service, JsonObject? record = null)
    {
        var (status, answer) = await CallAsync(service, "/programme/records", record ?? Minutes("We spoke of courses."));
        status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        return answer.GetProperty("id").GetString() ?? "";
    }

    /// <summary>Changes a record of a service from its newest version.</summary>
    public async Task<HttpStatusCode> ChangeAsync(string service, string id, string readout, string handling = "TLP:GREEN")
    {
        var record = Minutes(readout, handling);
        record.Remove("kind");
        record["version"] = Version(service, id);
        return (await CallAsync(service, $"/programme/records/{id}", record, "PUT")).Status;
    }

    public Task<(HttpStatusCode Status, JsonElement Answer)> ShareAsync(string service, string id) =>
        CallAsync(service, $"/programme/records/{id}/shares", new JsonObject { ["partner"] = TwoServices.Other(service), ["purpose"] = "partnership" });

    public Task<(HttpStatusCode Status, JsonElement Answer)> RecallAsync(string service, string id) => CallAsync(service, $"/programme/records/{id}/shares/{TwoServices.Other(service)}/recall");

    /// <summary>Signs the newest version that a service has.</summary>
    public async Task<HttpStatusCode> SignAsync(string service, string id)
    {
        var view = View(service, id).ShouldNotBeNull();
        return (await CallAsync(service, $"/programme/records/{id}/signatures", new JsonObject { ["version"] = view.Version, ["digest"] = view.Digest })).Status;
    }

    /// <summary>Proposes what the minutes are to say.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Answer)> ProposeAsync(string service, string id, string readout)
    {
        var record = Minutes(readout);
        return await CallAsync(service, $"/programme/records/{id}/proposals", new JsonObject
        {
            ["version"] = Version(service, id), ["fields"] = record["fields"]?.DeepClone(), ["rows"] = record["rows"]?.DeepClone(), ["note"] = "As we remember it.",
        });
    }

    /// <summary>Each takes in what the other has sent, until nothing more comes.</summary>
    public async Task DeliverAsync()
    {
        for (var round = 0; round < 3; round++)
        {
            (await both.PullAsync(TwoServices.Dunes)).ShouldBeNull();
            (await both.PullAsync(TwoServices.Atlas)).ShouldBeNull();
        }
    }

    /// <summary>The record as a service has it; null where it has none.</summary>
    public ProgrammeRecord? Record(string service, string id) => both[service].Services.GetRequiredService<ProgrammeRecords>().Read().Find(id);

    public long Version(string service, string id) => Record(service, id)?.Version ?? 0;

    public string Readout(string service, string id) => Record(service, id)?.Content["readout"] ?? "";

    /// <summary>What a service shows about a record; null where it has none.</summary>
    public AgreeingView? View(string service, string id)
    {
        var services = both[service].Services;
        using var connection = services.GetRequiredService<Database>().Open();
        return Record(service, id) is { } record ? ReadAgreeing.ViewOf(connection, record, services.GetRequiredService<OwnService>().Code, services.GetRequiredService<KeyStore>()) : null;
    }

    public AgreedState State(string service, string id) => View(service, id).ShouldNotBeNull().Agreements.ShouldHaveSingleItem().State;

    /// <summary>States of proposals by id.</summary>
    public Dictionary<string, string> Proposals(string service)
    {
        using var connection = both[service].Services.GetRequiredService<Database>().Open();
        return connection.Query<(string, string)>("SELECT id, state FROM record_proposal").ToDictionary(p => p.Item1, p => p.Item2);
    }

    public ValueTask DisposeAsync() => both.DisposeAsync();
}
