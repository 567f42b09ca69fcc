using Entente.Node.Accounts;
using Entente.Node.Desk;
using Entente.Node.Oversight;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Counter;

/// <summary>
/// GET /desk/counter: one field that takes a scanned zone, an answer that is read from a metre away. POST /desk/counter: the check; asked by script, the verdict alone, so that the last
/// ones stay in sight and the field waits for the next traveller. POST /desk/counter/{check}/passage: what became of the person.
/// </summary>
internal static class CounterPages
{
    public static void Map(WebApplication node)
    {
        node.MapGet("/desk/counter", (HttpContext context, CounterReading reading, string post = "", string direction = "entry") => Pages.Show<CounterPage>(context, reading.Page(post, direction)))
            .Requires(Permission.Counter).ExcludeFromDescription();
        node.MapPost("/desk/counter", CheckAsync).Requires(Permission.Counter).DisableAntiforgery().ExcludeFromDescription();
        node.MapPost("/desk/counter/{check}/passage", PassageAsync).Requires(Permission.Counter).DisableAntiforgery().ExcludeFromDescription();
    }

    private static async Task<IResult> CheckAsync(HttpContext context, Caller caller, CounterReading reading, CounterCheck check, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        string Field(string name) => form[name].ToString().Trim();
        var typed = Field("family").Length + Field("given").Length == 0 ? null
            : new TypedIdentity(Field("family"), Field("given"), Blank(Field("birth")), null, Blank(Field("nationality")), Blank(Field("document")), Blank(Field("nationality")));
        var request = new CheckAtCounter.CheckRequest(Field("post"), Field("direction"), Blank(Field("mrz")), typed, Blank(Field("vehicle")));
        var (answer, fault) = await check.RunAsync(request, caller, cancellationToken);
        var verdict = answer is null ? null : reading.Verdict(answer, request);
        if (IsPart(context))
        {
            // The script empties the fields for the next traveller when it hears this.
            context.Response.Headers["HX-Trigger"] = verdict is null ? "not-checked" : "checked";
            if (verdict is null)
            {
                context.Response.Headers["HX-Retarget"] = "#fault";
                context.Response.Headers["HX-Reswap"] = "innerHTML";
            }

            return Pages.Show<CounterVerdict>(context, (verdict, fault));
        }

        context.Response.StatusCode = fault switch { null => StatusCodes.Status200OK, CounterFault.NoLists => StatusCodes.Status503ServiceUnavailable, _ => StatusCodes.Status422UnprocessableEntity };
        return Pages.Show<CounterPage>(context, reading.Page(request.Post, request.Direction) with { Verdict = verdict, Fault = fault, Asked = fault is null ? null : request });
    }

    private static async Task<IResult> PassageAsync(string check, HttpContext context, Caller caller, LedgerWriter ledger, CounterReading reading, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var (passage, fault) = await RecordPassage.RecordAsync(check, form["result"], caller, ledger, cancellationToken);
        if (IsPart(context))
        {
            return Pages.Show<PassagePanel>(context, new PassageShown(check, null, passage, fault));
        }

        context.Response.StatusCode = fault is null ? StatusCodes.Status200OK : fault == PassageFault.Unknown ? StatusCodes.Status404NotFound : StatusCodes.Status409Conflict;
        return fault is null
            ? Results.LocalRedirect($"~/desk/counter?post={Uri.EscapeDataString(form["post"].ToString())}&direction={(form["direction"] == "exit" ? "exit" : "entry")}")
            : Pages.Show<CounterPage>(context, reading.Page(form["post"].ToString(), form["direction"].ToString()) with { PassageFault = fault });
    }

    /// <summary>Whether the script of a page asks for a part of it.</summary>
    private static bool IsPart(HttpContext context) => context.Request.Headers["HX-Request"] == "true";

    private static string? Blank(string text) => text.Length == 0 ? null : text;
}

/// <summary>Reads what the counter shows beside the person.</summary>
internal sealed class CounterReading(TravellerScreening screening, IOptions<BorderOptions> options, TimeProvider time)
{
    /// <summary>The page before anybody was checked.</summary>
    public CounterShown Page(string post, string direction) => new(options.Value.Posts, post, direction == "exit" ? "exit" : "entry", Age(post));

    /// <summary>A verdict.</summary>
    public CounterVerdictShown Verdict(CheckAtCounter.CheckAnswer answer, CheckAtCounter.CheckRequest request) => new(answer, request, Age(request.Post), time.GetUtcNow());

    private ListsAge Age(string post)
    {
        var lists = screening.Lists;
        var zone = Encounters.EncounterReading.ZoneOf(options.Value.Posts.FirstOrDefault(p => p.Code == post) ?? (options.Value.Posts.Count > 0 ? options.Value.Posts[0] : null));
        return new ListsAge(screening.Age.InForce?.MadeAt ?? lists?.ReadAt, screening.Age.InForce?.NotAfter, screening.Age.Expired() is not null, lists is not null && screening.CanTell(lists), zone);
    }
}

/// <summary>How old the lists are.</summary>
/// <param name="At">When they were read or made; null where there are none.</param>
/// <param name="Until">At a post without a link: until when they may be used.</param>
/// <param name="IsExpired">Whether nobody passes by them.</param>
/// <param name="CanTell">Whether they are young enough.</param>
/// <param name="Zone">The post's zone.</param>
internal sealed record ListsAge(DateTimeOffset? At, DateTimeOffset? Until, bool IsExpired, bool CanTell, TimeZoneInfo Zone);

/// <summary>What the counter shows.</summary>
internal sealed record CounterShown(IReadOnlyList<PostOption> Posts, string Post, string Direction, ListsAge Lists)
{
    public CounterVerdictShown? Verdict { get; init; }

    public CounterFault? Fault { get; init; }

    public PassageFault? PassageFault { get; init; }

    /// <summary>What was typed, where it was refused.</summary>
    public CheckAtCounter.CheckRequest? Asked { get; init; }
}

/// <summary>An answer at the counter.</summary>
internal sealed record CounterVerdictShown(CheckAtCounter.CheckAnswer Answer, CheckAtCounter.CheckRequest Request, ListsAge Lists, DateTimeOffset At);

/// <summary>What became of a person at the counter.</summary>
/// <param name="Check">Id of the check.</param>
/// <param name="Verdict">The answer, before anything was recorded.</param>
/// <param name="Passage">What was recorded.</param>
/// <param name="Fault">Why nothing was.</param>
internal sealed record PassageShown(string Check, CounterVerdictShown? Verdict, RecordPassage.Passage? Passage, PassageFault? Fault);
