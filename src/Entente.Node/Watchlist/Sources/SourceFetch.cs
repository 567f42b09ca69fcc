using System.Net;
using System.Net.Http.Headers;

namespace Entente.Node.Watchlist.Sources;

/// <summary>
/// Fetches a list over https into a file. Redirects are followed by hand, to https and to hosts that the configuration names, so that whoever takes over a
/// web page cannot send the node elsewhere.
/// </summary>
internal sealed class SourceFetch : IDisposable
{
    private const int MostRedirects = 5;

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan, // A source has its own.
        DefaultRequestHeaders = { { "User-Agent", "entente" } },
    };

    /// <summary>Whether an address may be fetched at all: https, or http to this machine.</summary>
    public static bool IsAllowed(Uri address) => address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);

    /// <summary>Fetches what is newer than what is known, into <see cref="Source.Incoming"/>. Null where nothing is.</summary>
    /// <exception cref="InvalidDataException">The server's answer is not one that is taken; the message says why.</exception>
    /// <exception cref="HttpRequestException">The connection failed, or broke off.</exception>
    public async Task<SourceState?> FetchAsync(Source source, SourceState known, ListOptions options, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Timeout);
        try
        {
            using var response = await SendAsync(source, known, limit.Token);
            if (response.StatusCode == HttpStatusCode.NotModified)
            {
                return null;
            }

            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw new InvalidDataException($"the server answered {(int)response.StatusCode}");
            }

            await using var from = await response.Content.ReadAsStreamAsync(limit.Token);
            await CopyAsync(from, source.Incoming, options.MostBytes, limit.Token);
            return known with { Tag = response.Headers.ETag?.ToString(), Modified = response.Content.Headers.LastModified };
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InvalidDataException($"the download took longer than {options.Timeout}", exception);
        }
    }

    /// <summary>Copies into a file, up to a limit.</summary>
    /// <exception cref="InvalidDataException">There is more.</exception>
    public static async Task CopyAsync(Stream from, string file, long most, CancellationToken cancellationToken)
    {
        await using var to = new FileStream(file, FileMode.Create, FileAccess.Write);
        var buffer = new byte[1 << 16];
        for (var total = 0L; await from.ReadAsync(buffer, cancellationToken) is var count and > 0;)
        {
            total += count;
            if (total > most)
            {
                throw new InvalidDataException($"the list is larger than {most} bytes (Lists:MostBytes)");
            }

            await to.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(Source source, SourceState known, CancellationToken cancellationToken)
    {
        var address = source.Url ?? throw new ArgumentException("A source that is fetched has an address.", nameof(source));
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (known.Fetched is not null && known.Tag is { } tag && EntityTagHeaderValue.TryParse(tag, out var parsed))
            {
                request.Headers.IfNoneMatch.Add(parsed);
            }

            request.Headers.IfModifiedSince = known.Fetched is null ? null : known.Modified;
            var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
            {
                return response;
            }

            response.Dispose();
            var next = new Uri(address, location);
            if (!IsAllowed(next) || (next.Authority != address.Authority && !source.Hosts.Contains(next.Host)))
            {
                throw new InvalidDataException("the server redirects to another host or away from https; name the host in Hosts of the source if it is the owner's");
            }

            address = next;
        }

        throw new InvalidDataException($"the server redirects more than {MostRedirects} times");
    }
}
