using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Entente.Node.Accounts;
using Entente.Node.Exchange;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Entente.Acceptance.Tests.Desk;

/// <summary>Two services with a node each, partners of each other on terms that let records of the partnership go both ways; each looks at the other when a test says so.</summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    public const string Atlas = "atlas", Dunes = "dunes";

    private readonly Dictionary<string, RunningNode> _nodes = new(StringComparer.Ordinal);

    public RunningNode this[string service] => _nodes[service];

    public static async Task<TwoNodes> StartAsync()
    {
        var two = new TwoNodes();
        foreach (var (service, name) in ((string, string)[])[(Atlas, "Service of the Atlas"), (Dunes, "Service of the Dunes")])
        {
            var exchange = PartnerCalls.Exchange();
            (exchange["Service"], exchange["Name"], exchange["Addresses"]) = (service, name, new JsonArray($"https://{service}.example"));
            two._nodes[service] = await RunningNode.StartAsync(
                configuration => configuration["Exchange"] = exchange,
                services => services.Replace(ServiceDescriptor.Singleton(p => new PartnerLink(p.GetRequiredService<OwnService>(), p.GetRequiredService<TimeProvider>(), new Way(two)))),
                "L1,Nadia Choukri,primary,,,,");
        }

        foreach (var service in (string[])[Atlas, Dunes])
        {
            (await two.Administrator(service).PostAsync("/partners", new ByteArrayContent(two[Other(service)].Services.GetRequiredService<OwnService>().Card.ToBytes()))).EnsureSuccessStatusCode();
        }

        foreach (var service in (string[])[Atlas, Dunes])
        {
            await two.AgreeAsync(service);
        }

        return two;
    }

    /// <summary>Each takes in what the other has sent.</summary>
    public async Task DeliverAsync()
    {
        foreach (var service in (string[])[Dunes, Atlas, Dunes])
        {
            (await this[service].Services.GetRequiredService<PullPartners>().PullAsync(Other(service), CancellationToken.None)).ShouldBeNull();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes.Values)
        {
            await node.DisposeAsync();
        }
    }

    private static string Other(string service) => service == Atlas ? Dunes : Atlas;

    private HttpClient Administrator(string service) => this[service].As("salma", Role.Administrator);

    private async Task AgreeAsync(string service)
    {
        using var administrator = Administrator(service);
        var words = TestAccounts.Value<string>(this[service], "SELECT partner_words FROM partner");
        (await administrator.PostAsJsonAsync($"/partners/{Other(service)}/words", new { words })).EnsureSuccessStatusCode();
        var terms = PartnerCalls.Terms();
        terms["approvers"] = new JsonArray(Role.Programme, Role.Liaison);
        var answer = await administrator.PostAsJsonAsync($"/partners/{Other(service)}/terms", terms);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        using var supervisor = this[service].As("sami", Role.Supervisor);
        (await supervisor.PostAsync($"/partners/{Other(service)}/terms/{(await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("version").GetInt64()}/confirm", null)).EnsureSuccessStatusCode();
    }

    /// <summary>The way between both: an address leads to the port at which that node is.</summary>
    private sealed class Way(TwoNodes two) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri is not { } to || !two._nodes.TryGetValue(to.Host.Split('.')[0], out var node) || node.Nobody.BaseAddress is not { } address)
            {
                throw new HttpRequestException(HttpRequestError.ConnectionError);
            }

            request.RequestUri = new Uri(address, to.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
