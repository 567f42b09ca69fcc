using Entente.Node.Accounts;
using Entente.Node.Desk;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Counter;

/// <summary>GET /desk/counter: one field that takes a scanned zone, an answer that is read from a metre away. POST /desk/counter: the check.</summary>
internal static class CounterPages
{
    public static void Map(WebApplication node)
    {
        node.MapGet("/desk/counter", (HttpContext context, IOptions<BorderOptions> options, string post = "", string direction = "entry") => Show(context, options.Value, post, direction))
            .Requires(Permission.Counter).ExcludeFromDescription();
        node.MapPost("/desk/counter", CheckAsync).Requires(Permission.Counter).DisableAntiforgery().ExcludeFromDescription();
    }

    private static async Task<IResult> CheckAsync(HttpContext context, Caller caller, IOptions<BorderOptions> options, CounterCheck check, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        string Field(string name) => form[name].ToString().Trim();
        var typed = Field("family").Length + Field("given").Length == 0 ? null
            : new TypedIdentity(Field("family"), Field("given"), Blank(Field("birth")), null, Blank(Field("nationality")), Blank(Field("document")), Blank(Field("nationality")));
        var request = new CheckAtCounter.CheckRequest(Field("post"), Field("direction"), Blank(Field("mrz")), typed, Blank(Field("vehicle")));
        var (answer, fault) = await check.RunAsync(request, caller, cancellationToken);
        return Show(context, options.Value, request.Post, request.Direction, answer, fault, request);
    }

    private static RazorComponentResult<CounterPage> Show(
        HttpContext context, BorderOptions options, string post, string direction, CheckAtCounter.CheckAnswer? answer = null, CounterFault? fault = null, CheckAtCounter.CheckRequest? asked = null) =>
        Pages.Show<CounterPage>(context, (options.Posts, post, direction, answer, fault, fault is null ? null : asked));

    private static string? Blank(string text) => text.Length == 0 ? null : text;
}
