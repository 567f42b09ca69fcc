using Entente.Screening;

namespace Entente.Cli.Screen;

/// <summary>Counts that grow while a run goes on. One thread adds; nothing here grows with the input.</summary>
internal sealed class RunTotals
{
    private readonly long[] _travellersByBestVerdict = new long[Enum.GetValues<Verdict>().Length];

    public long Travellers { get; private set; }

    /// <summary>Hits that were left out because the person has been cleared.</summary>
    public long Suppressed { get; private set; }

    /// <summary>Travellers for whom the search was cut short of its guarantee.</summary>
    public long Cut { get; private set; }

    /// <summary>The reason of the first cut.</summary>
    public string? FirstCut { get; private set; }

    public Latencies Latencies { get; } = new();

    /// <summary>How many travellers have this as their best verdict; those without any hit count as <see cref="Verdict.None"/>.</summary>
    public long With(Verdict verdict) => _travellersByBestVerdict[(int)verdict];

    public void Add(Screened screened, TimeSpan duration)
    {
        Travellers++;
        Suppressed += screened.Answer.Suppressed;
        if (screened.Answer.Cut is { } reason)
        {
            Cut++;
            FirstCut ??= reason;
        }

        _travellersByBestVerdict[(int)BestVerdict(screened.Answer)]++;
        Latencies.Add(duration);
    }

    private static Verdict BestVerdict(ScreeningAnswer answer) => answer.Hits.Count == 0 ? Verdict.None : answer.Hits[0].Verdict;
}
