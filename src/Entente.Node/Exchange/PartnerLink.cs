using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;

namespace Entente.Node.Exchange;

/// <summary>The way to partners' nodes over HTTP, each request signed. It follows no redirect.</summary>
internal sealed class PartnerLink : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    // A connection costs a narrow link two round trips, and is ended by the other side after 130 s.
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(2);

    private readonly HttpClient _client;
    private readonly OwnService _own;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, TimeSpan> _clocks = new(StringComparer.Ordinal);

    public PartnerLink(OwnService own, TimeProvider time)
        : this(own, time, new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(20), PooledConnectionLifetime = TimeSpan.FromMinutes(5), PooledConnectionIdleTimeout = Idle })
    {
    }

    /// <summary>A way of another kind.</summary>
    /// <param name="own">Who asks.</param>
    /// <param name="time">The clock.</param>
    /// <param name="way">The way itself.</param>
    public PartnerLink(OwnService own, TimeProvider time, HttpMessageHandler way) =>
        (_own, _time, _client) = (own, time, new HttpClient(way) { Timeout = Longest, DefaultRequestHeaders = { { "User-Agent", "entente" } } });

    /// <summary>
    /// By how much a partner's clock was ahead of this one at its last answer, a refusal or not; negative where it was behind; null where it has not answered since the start. To a second and half of the way there and back.
    /// What the answer says of its time is not signed, so this is to be shown, and decides nothing.
    /// </summary>
    public TimeSpan? ClockOf(string partner) => _clocks.TryGetValue(partner, out var ahead) ? ahead : null;

    /// <summary>Sends a request to the first address of a partner that can be reached, and gives the answer's body as far as it arrived.</summary>
    /// <param name="partner">Whom to ask.</param>
    /// <param name="method">The method.</param>
    /// <param name="target">Path and query.</param>
    /// <param name="body">The body; empty for none.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="HttpRequestException">No address can be reached.</exception>
    /// <exception cref="InvalidDataException">The partner refuses, or answers with more than any answer has.</exception>
    public async Task<byte[]> SendAsync(NodeCard partner, HttpMethod method, string target, byte[] body, CancellationToken cancellationToken)
    {
        using var answer = await OpenAsync(partner, method, target, body, cancellationToken);
        return await answer.ReadAsync(TimeSpan.MaxValue, _time, cancellationToken);
    }

    /// <summary>The same, and the answer's body is read as it comes.</summary>
    /// <exception cref="HttpRequestException">No address can be reached.</exception>
    /// <exception cref="InvalidDataException">The partner refuses.</exception>
    public async Task<PartnerAnswer> OpenAsync(NodeCard partner, HttpMethod method, string target, byte[] body, CancellationToken cancellationToken)
    {
        HttpRequestException? unreachable = null;
        foreach (var address in partner.Addresses)
        {
            try
            {
                return await SendToAsync(address, partner, method, target, body, cancellationToken);
            }
            catch (HttpRequestException exception)
            {
                unreachable = exception;
            }
            catch (TaskCanceledException exception) when (!cancellationToken.IsCancellationRequested)
            {
                unreachable = new HttpRequestException("The partner did not answer in time.", exception);
            }
        }

        throw unreachable ?? new HttpRequestException("The partner has no address.");
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private async Task<PartnerAnswer> SendToAsync(string address, NodeCard partner, HttpMethod method, string target, byte[] body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(address + target));
        var sent = _time.GetUtcNow();
        request.Headers.Authorization = new AuthenticationHeaderValue(RequestToken.Scheme, RequestToken.Sign(_own, partner.Service, method.Method, target, body, sent));
        request.Content = body.Length > 0 ? new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("text/plain") } } : null;
        var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.Headers.Date is { } date)
        {
            // It leaves parts of a second out: half a second is right in the middle.
            var way = _time.GetUtcNow() - sent;
            _clocks[partner.Service] = date.AddSeconds(0.5) - sent - (way / 2);
        }

        if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.NoContent)
        {
            return new(response);
        }

        response.Dispose();
        throw new InvalidDataException($"the partner answered {(int)response.StatusCode}");
    }
}
