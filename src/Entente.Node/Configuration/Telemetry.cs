using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using Entente.Node.Oversight;
using Entente.Node.Watchlist;
using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Entente.Node.Configuration;

/// <summary>
/// Traces and measures by OpenTelemetry, off unless the configuration names a collector. The framework's own traces are not sent: they hold the paths
/// of requests, and a path may hold a name that was searched for.
/// </summary>
internal static class Telemetry
{
    // Paths of OTLP/HTTP (OpenTelemetry protocol specification), and names of what is sent there.
    private const string TracesTo = "v1/traces", MeasuresTo = "v1/metrics";

    // What a client sends as a method is its own choice of words.
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<TelemetryOptions>().BindConfiguration("Telemetry").ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<TelemetryOptions>, TelemetryOptionsValidator>();
        if (!IsOn(builder.Configuration))
        {
            return;
        }

        builder.Services.AddSingleton<Gauges>();
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.Clear().AddService("entente-node", serviceVersion: Assembly.GetExecutingAssembly().GetName().Version?.ToString(3)))
            .WithTracing(traces => traces.AddSource(Measures.Name).AddOtlpExporter(TracesTo, configure: null))
            .WithMetrics(measures => measures.AddMeter(Measures.Name).AddMeter("System.Runtime").AddOtlpExporter(MeasuresTo, configure: null));
        builder.Services.ConfigureOpenTelemetryTracerProvider((services, traces) =>
            traces.SetSampler(new TraceIdRatioBasedSampler(services.GetRequiredService<IOptions<TelemetryOptions>>().Value.TraceShare)));
        SendTo(builder.Services, TracesTo);
        SendTo(builder.Services, MeasuresTo);
        builder.Services.AddOptions<MetricReaderOptions>(MeasuresTo).Configure<IOptions<TelemetryOptions>>(
            (reader, options) => reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)options.Value.Every.TotalMilliseconds);
    }

    public static void Use(WebApplication node)
    {
        if (!IsOn(node.Configuration))
        {
            return;
        }

        _ = node.Services.GetRequiredService<Gauges>();
        node.Use(MeasureAsync);
    }

    private static void SendTo(IServiceCollection services, string path) =>
        services.AddOptions<OtlpExporterOptions>(path).Configure<IOptions<TelemetryOptions>>((exporter, options) =>
            (exporter.Protocol, exporter.Endpoint) = (OtlpExportProtocol.HttpProtobuf, new Uri($"{options.Value.Endpoint.TrimEnd('/')}/{path}")));

    private static bool IsOn(IConfiguration configuration) => !string.IsNullOrEmpty(configuration["Telemetry:Endpoint"]);

    private static async Task MeasureAsync(HttpContext context, RequestDelegate next)
    {
        var start = Stopwatch.GetTimestamp();
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
        var method = Array.Find(Methods, m => m == context.Request.Method) ?? "other";

        // A trace begins here: what a client sends as its context could hold anything.
        var outer = Activity.Current;
        Activity.Current = null;
        using var span = Measures.Traces.StartActivity($"{method} {route}", ActivityKind.Server);
        try
        {
            await next(context);
        }
        finally
        {
            var status = context.Response.StatusCode;
            span?.SetTag("http.request.method", method).SetTag("http.route", route).SetTag("http.response.status_code", status);
            Measures.Requests.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, new("http.request.method", method), new("http.route", route), new("http.response.status_code", status));
            span?.Dispose();
            Activity.Current = outer;
        }
    }

    /// <summary>What is looked at when measures are sent.</summary>
    private sealed class Gauges : IDisposable
    {
        private readonly Meter _meter = new(Measures.Name);

        public Gauges(LedgerWriter writer, CurrentLists lists, TimeProvider time)
        {
            _meter.CreateObservableGauge("entente.works.waiting", () => writer.Waiting, "{work}", "Works that wait for the writer");
            _meter.CreateObservableGauge("entente.lists.age", () => lists.Snapshot is { } snapshot ? (time.GetUtcNow() - snapshot.ReadAt).TotalSeconds : 0, "s", "How long ago the lists were read");
        }

        public void Dispose() => _meter.Dispose();
    }
}
