using System.Collections.Concurrent;
using System.Security.Claims;

namespace Entente.Node.Desk;

/// <summary>
/// A form that is sent again because the answer got lost on the way acts once. Its script gives each sending a number of its own and keeps it until an answer
/// arrives; whoever comes with the same number again hears what the first heard. It is kept in memory for half an hour: after a restart of the node the rules of
/// each step decide, and of two decisions on an encounter they let one through.
/// </summary>
internal sealed class SentOnce(TimeProvider time)
{
    /// <summary>The number of a sending.</summary>
    public const string Header = "Entente-Once";

    /// <summary>Where the script goes from here: it could not read it from a redirect, and would load that page twice.</summary>
    public const string ToHeader = "Entente-To";

    private const int LongestNumber = 64;
    private const int Most = 10_000;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<Sending, Task<string?>> _answers = new();
    private readonly ConcurrentQueue<(Sending Sending, DateTimeOffset At)> _order = new();

    public static void Use(WebApplication node) => node.Use((context, next) =>
        HttpMethods.IsPost(context.Request.Method) && context.Request.Path.StartsWithSegments("/desk", StringComparison.Ordinal)
            && context.Request.Headers[Header].ToString() is { Length: > 0 and <= LongestNumber } number && context.User.FindFirst(ClaimTypes.NameIdentifier)?.Value is { } caller
            ? context.RequestServices.GetRequiredService<SentOnce>().RunAsync(new Sending(caller, context.Request.Path, number), context, next)
            : next(context));

    private async Task RunAsync(Sending sending, HttpContext context, RequestDelegate next)
    {
        var mine = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        for (var first = _answers.GetOrAdd(sending, mine.Task); first != mine.Task; first = _answers.GetOrAdd(sending, mine.Task))
        {
            if (await first.WaitAsync(context.RequestAborted) is { } heard)
            {
                Answer(context, heard);
                return;
            }
        }

        string? to = null;
        try
        {
            await next(context);
            to = context.Response.StatusCode is StatusCodes.Status302Found or StatusCodes.Status303SeeOther ? context.Response.Headers.Location.ToString() : null;
        }
        finally
        {
            // A page with faults, or no answer at all: nothing was done, and the next one may.
            if (to is null)
            {
                _answers.TryRemove(sending, out _);
            }

            mine.SetResult(to);
        }

        if (to is not null)
        {
            Forget(sending);
            Answer(context, to);
        }
    }

    private static void Answer(HttpContext context, string to)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        context.Response.Headers.Remove("Location");
        context.Response.Headers[ToHeader] = to;
    }

    private void Forget(Sending newest)
    {
        var now = time.GetUtcNow();
        _order.Enqueue((newest, now));
        while (_order.TryPeek(out var oldest) && (oldest.At + Kept < now || _order.Count > Most) && _order.TryDequeue(out oldest))
        {
            _answers.TryRemove(oldest.Sending, out _);
        }
    }

    private sealed record Sending(string Caller, string Path, string Number);
}
