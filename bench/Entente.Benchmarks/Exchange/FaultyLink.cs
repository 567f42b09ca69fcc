using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Entente.Benchmarks.Exchange;

/// <summary>What a link does to requests and answers.</summary>
[Flags]
internal enum LinkFault
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A request, or its answer, is lost.</summary>
    Drop = 1,

    /// <summary>A request arrives twice, now or again later, or a message stands twice in an answer.</summary>
    Duplicate = 2,

    /// <summary>Two messages of an answer change places; a request is overtaken by later ones.</summary>
    Reorder = 4,

    /// <summary>An answer is cut anywhere.</summary>
    Truncate = 8,

    /// <summary>A request waits.</summary>
    Delay = 16,
}

/// <summary>The link to one node, as bad as a run wants it. What it does follows from the seed; to which request it does it, from the order in which they come.</summary>
internal sealed class FaultyLink : IAsyncDisposable
{
    private const int MostRemembered = 50;

    private static readonly byte[] BundleStart = "entente.bundle.v1\n"u8.ToArray();

    private readonly WebApplication _server;
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly ConcurrentQueue<(string Method, string Target, string Authorization, byte[] Body)> _earlier = new();
    private readonly Random _chance;
    private readonly Uri _to;

    private FaultyLink(Uri to, int port, int seed)
    {
        (_to, _chance) = (to, new Random(seed));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        _server = builder.Build();
        _server.Run(PassAsync);
    }

    /// <summary>What it does wrong.</summary>
    public LinkFault Faults { get; set; }

    /// <summary>Whether nothing gets through.</summary>
    public bool IsCut { get; set; }

    /// <summary>How often it has done what.</summary>
    public ConcurrentDictionary<LinkFault, int> Injected { get; } = new();

    /// <summary>Starts one on a port.</summary>
    public static async Task<FaultyLink> StartAsync(Uri to, int port, int seed)
    {
        var link = new FaultyLink(to, port, seed);
        await link._server.StartAsync();
        return link;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        await _server.DisposeAsync();
        _client.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var request = (context.Request.Method, context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, context.Request.Headers.Authorization.ToString(), body.ToArray());
        var (isLost, isAnswerLost) = Happens(LinkFault.Drop) ? Chance(2) == 0 ? (true, false) : (false, true) : (false, false);
        if (IsCut || isLost)
        {
            context.Abort();
            return;
        }

        if (Happens(LinkFault.Delay) || Happens(LinkFault.Reorder))
        {
            await Task.Delay(Chance(250));
        }

        try
        {
            if (Happens(LinkFault.Duplicate))
            {
                await RepeatAsync(request);
            }

            var (status, type, answer) = await SendAsync(request);
            Remember(request);
            if (isAnswerLost)
            {
                context.Abort();
                return;
            }

            await AnswerAsync(context, status, type, Changed(answer));
        }
        catch (HttpRequestException)
        {
            // The node is down.
            context.Abort();
        }
    }

    private async Task AnswerAsync(HttpContext context, HttpStatusCode status, string? type, byte[] answer)
    {
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = type;
        if (answer.Length > 0)
        {
            context.Response.ContentLength = answer.Length;
            var isCut = Happens(LinkFault.Truncate);
            await context.Response.Body.WriteAsync(isCut ? answer.AsMemory(0, Chance(answer.Length)) : answer);
            if (isCut)
            {
                await context.Response.Body.FlushAsync();
                context.Abort();
            }
        }
    }

    /// <summary>Sends this request, or one of before, once more; nobody hears the answer.</summary>
    private async Task RepeatAsync((string, string, string, byte[]) request)
    {
        var earlier = _earlier.ToArray();
        await SendAsync(earlier.Length > 0 && Chance(2) == 0 ? earlier[Chance(earlier.Length)] : request);
    }

    private void Remember((string, string, string, byte[]) request)
    {
        _earlier.Enqueue(request);
        if (_earlier.Count > MostRemembered)
        {
            _earlier.TryDequeue(out _);
        }
    }

    private async Task<(HttpStatusCode Status, string? Type, byte[] Answer)> SendAsync((string Method, string Target, string Authorization, byte[] Body) request)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(_to, request.Target)) { Content = request.Body.Length > 0 ? new ByteArrayContent(request.Body) : null };
        message.Headers.TryAddWithoutValidation("Authorization", request.Authorization);
        using var response = await _client.SendAsync(message);
        return (response.StatusCode, response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>An answer with messages, two of which have changed places or one of which stands there twice; any other answer as it is.</summary>
    private byte[] Changed(byte[] answer)
    {
        if (!answer.AsSpan().StartsWith(BundleStart))
        {
            return answer;
        }

        var messages = new List<byte[]>();
        var at = BundleStart.Length;
        for (int length; (length = BinaryPrimitives.ReadInt32BigEndian(answer.AsSpan(at))) > 0; at += sizeof(int) + length)
        {
            messages.Add(answer[at..(at + sizeof(int) + length)]);
        }

        if (messages.Count > 1 && Happens(LinkFault.Reorder))
        {
            var (one, other) = (Chance(messages.Count), Chance(messages.Count));
            (messages[one], messages[other]) = (messages[other], messages[one]);
        }

        if (messages.Count > 0 && Happens(LinkFault.Duplicate))
        {
            messages.Insert(Chance(messages.Count), messages[Chance(messages.Count)]);
        }

        return [.. BundleStart, .. messages.SelectMany(m => m), .. answer[at..]];
    }

    private bool Happens(LinkFault fault)
    {
        var happens = Faults.HasFlag(fault) && Chance(5) == 0;
        if (happens)
        {
            Injected.AddOrUpdate(fault, 1, (_, n) => n + 1);
        }

        return happens;
    }

    private int Chance(int below)
    {
        lock (_chance)
        {
            return _chance.Next(below);
        }
    }
}
