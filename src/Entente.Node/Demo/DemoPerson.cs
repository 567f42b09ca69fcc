using System.Net.Http.Json;

namespace Entente.Node.Demo;

/// <summary>Somebody of a demonstration who calls a node's API as the desk's own pages do.</summary>
internal static class DemoPerson
{
    /// <summary>Signs in by a link, which it uses up. The client holds the cookie, as a browser does, and says that it speaks for the node's own pages.</summary>
    /// <param name="node">Where the node is reached.</param>
    /// <param name="origin">Where its desk is, as its pages say.</param>
    /// <param name="link">The link.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="HttpRequestException">The node refuses the link.</exception>
    public static async Task<HttpClient> SignInAsync(Uri node, Uri origin, string link, CancellationToken cancellationToken)
    {
        var client = new HttpClient { BaseAddress = node, DefaultRequestHeaders = { { "Origin", origin.GetLeftPart(UriPartial.Authority) } } };
        using var response = await client.PostAsJsonAsync("/sign-in/link", new { link = link.Split('#')[1] }, cancellationToken);
        return response.IsSuccessStatusCode ? client : throw new HttpRequestException($"/sign-in/link answered {(int)response.StatusCode}");
    }
}
