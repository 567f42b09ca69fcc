using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Entente.Node.Configuration;

/// <summary>
/// What the node measures of itself. Its attributes are method, route template, status and nothing else: none may hold a name, an id or an address.
/// Measuring costs next to nothing while nobody listens.
/// </summary>
internal static class Measures
{
    /// <summary>The name of the meter and of the source of traces.</summary>
    public const string Name = "Entente.Node";

    private static readonly Meter Meter = new(Name);

    /// <summary>Traces: one span for each request.</summary>
    public static ActivitySource Traces { get; } = new(Name);

    /// <summary>How long requests took, seconds.</summary>
    public static Histogram<double> Requests { get; } = Meter.CreateHistogram<double>("entente.request.duration", "s", "How long requests took");

    /// <summary>How long the screening of one traveller took, seconds.</summary>
    public static Histogram<double> Screening { get; } = Meter.CreateHistogram<double>("entente.screening.duration", "s", "How long the screening of one traveller took");

    /// <summary>Acts that were recorded.</summary>
    public static Counter<long> Acts { get; } = Meter.CreateCounter<long>("entente.acts", "{act}", "Acts that were recorded");

    /// <summary>Does a screening and measures how long it takes.</summary>
    public static T OfScreening<T>(Func<T> screen)
    {
        var start = Stopwatch.GetTimestamp();
        var answer = screen();
        Screening.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
        return answer;
    }
}
