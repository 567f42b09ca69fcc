using System.Text.Encodings.Web;
using System.Text.Json;

namespace Entente.Node.Configuration;

/// <summary>Structured logs: one JSON object a line on standard output. Nothing that is logged holds personal data.</summary>
internal static class Logging
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddJsonConsole(options =>
        {
            options.UseUtcTimestamp = true;
            options.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

            // Keys are copied out of logs, so a plus stays a plus; a log is no web page.
            options.JsonWriterOptions = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        });

        // The framework would log the path of every request, and a path may hold a name that was searched for. Why a start failed, it says in one
        // sentence on standard error.
        builder.Logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
    }
}
