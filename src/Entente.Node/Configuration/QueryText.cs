namespace Entente.Node.Configuration;

/// <summary>Refuses an address whose query holds a NUL: no database takes one for text, and the fault is the sender's, not the storage's. Of paths, the server itself refuses it.</summary>
internal static class QueryText
{
    private const string Nul = "%00";

    public static void Use(WebApplication node) => node.Use((context, next) =>
        context.Request.QueryString.Value?.Contains(Nul, StringComparison.Ordinal) == true
            ? Problems.Of(StatusCodes.Status400BadRequest, "The address is not as it should be", "A parameter holds the character NUL, which is part of no text; leave it out.").ExecuteAsync(context)
            : next(context));
}
