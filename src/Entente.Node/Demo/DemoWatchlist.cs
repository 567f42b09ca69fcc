using System.Net.Http.Json;
using System.Text.Json;
using Entente.Node.Accounts.Administration;
using Entente.Node.Watchlist.Listings;

namespace Entente.Node.Demo;

/// <summary>Puts the demonstration's own listings, documents and an adoption in force as two analysts would: one proposes, the other approves, over the node's API.</summary>
internal sealed class DemoWatchlist(Uri origin, IReadOnlyList<DemoLink> links)
{
    /// <summary>Does it, unless it was done before.</summary>
    /// <exception cref="HttpRequestException">The node refuses something.</exception>
    public async Task FillAsync(DateOnly today, CancellationToken cancellationToken)
    {
        using var first = await SignInAsync("analyst", cancellationToken);
        using var second = await SignInAsync("analyst-2", cancellationToken);
        if ((await first.GetFromJsonAsync<JsonElement>("/listings?status=in-force", cancellationToken)).GetProperty("listings").GetArrayLength() == 0)
        {
            foreach (var (_, fields) in Cast.Listings(today))
            {
                await ListAsync(first, second, fields, cancellationToken);
            }

            await LoseDocumentsAsync(first, today, cancellationToken);
            await AdoptAsync(first, second, cancellationToken);
        }

        await PostAsync(first, "/account/sign-out", new { }, cancellationToken);
        await PostAsync(second, "/account/sign-out", new { }, cancellationToken);
    }

    private static async Task ListAsync(HttpClient first, HttpClient second, ListingFields fields, CancellationToken cancellationToken)
    {
        var nominated = await PostAsync(first, "/listings", fields, cancellationToken);
        await PostAsync(second, $"/listings/{nominated.GetProperty("id").GetString()}/approve", new { version = nominated.GetProperty("version").GetInt64() }, cancellationToken);
    }

    private static async Task LoseDocumentsAsync(HttpClient analyst, DateOnly today, CancellationToken cancellationToken)
    {
        var since = today.AddDays(-20);
        await PostAsync(analyst, "/documents", new { number = Cast.StolenPassport, kind = "passport", issuer = "PRT", loss = "stolen", since, reference = "DEMONSTRATION" }, cancellationToken);
        await PostAsync(analyst, "/documents", new { number = "UT0417733", kind = "passport", issuer = "UTO", loss = "stolen-blank", since, reference = "DEMONSTRATION" }, cancellationToken);
        await PostAsync(analyst, "/documents", new { number = "I88120446", kind = "identity-card", issuer = "UTO", loss = "lost", since, reference = "DEMONSTRATION" }, cancellationToken);
    }

    private static async Task AdoptAsync(HttpClient first, HttpClient second, CancellationToken cancellationToken)
    {
        var proposed = await PostAsync(first, "/adoptions", new { listing = Cast.AdoptedListing, action = "secondary-inspection", reason = "DEMONSTRATION" }, cancellationToken);
        await PostAsync(second, $"/adoptions/{proposed.GetProperty("id").GetString()}/approve", new { }, cancellationToken);
    }

    private Task<HttpClient> SignInAsync(string key, CancellationToken cancellationToken) => DemoPerson.SignInAsync(origin, origin, links.First(l => l.Key == key).Link, cancellationToken);

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, object body, CancellationToken cancellationToken)
    {
        using var response = await client.PostAsJsonAsync(path, body, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return !response.IsSuccessStatusCode ? throw new HttpRequestException($"{path} answered {(int)response.StatusCode}: {text}")
            : text.Length == 0 ? default
            : JsonSerializer.Deserialize<JsonElement>(text);
    }
}
