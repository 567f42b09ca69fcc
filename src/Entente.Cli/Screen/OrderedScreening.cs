using System.Buffers;
using Entente.Cli.Outputs;
using Entente.Formats.Reading;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Cli.Screen;

/// <summary>
/// Screens travellers in batches on all cores and hands them to the output in the order of the input. One thread reads and
/// writes; at most two batches a core are under way, so memory does not grow with the input.
/// </summary>
internal sealed class OrderedScreening(Func<Subject, ScreeningAnswer> screen, IHitOutput output, TimeProvider time, int cores)
{
    private const int BatchSize = 128;

    private readonly Queue<Task<Batch>> _underWay = new();

    public RunTotals Totals { get; } = new();

    /// <summary>What made the input unreadable, where something did.</summary>
    public string? InputError { get; private set; }

    /// <summary>Screens until the input ends, breaks off or the call is cancelled; whatever was read is then screened and handed on.</summary>
    public RunEnd Run(IEnumerable<Traveller> travellers, CancellationToken cancellationToken)
    {
        using var source = travellers.GetEnumerator();
        RunEnd? end = null;
        long ordinal = 0;
        while (end is null)
        {
            end = Read(source, cancellationToken, out var batch);
            if (batch.Count > 0)
            {
                var first = ordinal + 1;
                ordinal += batch.Count;
                _underWay.Enqueue(Task.Run(() => ScreenBatch(batch, first), CancellationToken.None));
            }

            while (_underWay.Count >= 2 * cores || (end is not null && _underWay.Count > 0))
            {
                HandOn(_underWay.Dequeue().GetAwaiter().GetResult());
            }
        }

        return end.Value;
    }

    private RunEnd? Read(IEnumerator<Traveller> source, CancellationToken cancellationToken, out List<Traveller> batch)
    {
        batch = new List<Traveller>(BatchSize);
        try
        {
            while (batch.Count < BatchSize)
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    return RunEnd.Interrupted;
                }

                if (!source.MoveNext())
                {
                    return RunEnd.Complete;
                }

                batch.Add(source.Current);
            }

            return null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return RunEnd.Interrupted;
        }
        catch (Exception exception) when (exception is UnreadableInputException or IOException)
        {
            InputError = exception.Message;
            return RunEnd.InputBroken;
        }
    }

    private Batch ScreenBatch(List<Traveller> travellers, long firstOrdinal)
    {
        var batch = new Batch(travellers.Count);
        for (var i = 0; i < travellers.Count; i++)
        {
            var start = time.GetTimestamp();
            var answer = screen(travellers[i].Subject);
            batch.Durations[i] = time.GetElapsedTime(start);
            batch.Screened[i] = new Screened(firstOrdinal + i, travellers[i], answer);
            output.Format(batch.Screened[i], batch.Bytes);
            batch.Ends[i] = batch.Bytes.WrittenCount;
        }

        return batch;
    }

    private void HandOn(Batch batch)
    {
        var start = 0;
        for (var i = 0; i < batch.Screened.Length; i++)
        {
            output.Append(batch.Screened[i], batch.Bytes.WrittenSpan[start..batch.Ends[i]]);
            Totals.Add(batch.Screened[i], batch.Durations[i]);
            start = batch.Ends[i];
        }
    }

    private sealed class Batch(int count)
    {
        public Screened[] Screened { get; } = new Screened[count];

        public TimeSpan[] Durations { get; } = new TimeSpan[count];

        public int[] Ends { get; } = new int[count];

        public ArrayBufferWriter<byte> Bytes { get; } = new(1 << 16);
    }
}
