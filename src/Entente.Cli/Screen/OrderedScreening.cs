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
    private readonly Stack<Batch> _free = new();

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
            // Batches are used again: their buffers are large, and large objects are dear to collect.
            var batch = _free.TryPop(out var used) ? used : new Batch();
            batch.Begin(ordinal + 1);
            end = Read(source, batch.Travellers, cancellationToken);
            ordinal += batch.Travellers.Count;
            _underWay.Enqueue(Task.Run(() => ScreenBatch(batch), CancellationToken.None));

            while (_underWay.Count >= 2 * cores || (end is not null && _underWay.Count > 0))
            {
                HandOn(_underWay.Dequeue().GetAwaiter().GetResult());
            }
        }

        return end.Value;
    }

    // Null where the batch is full and there may be more.
    private RunEnd? Read(IEnumerator<Traveller> source, List<Traveller> batch, CancellationToken cancellationToken)
    {
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

    private Batch ScreenBatch(Batch batch)
    {
        foreach (var traveller in batch.Travellers)
        {
            var start = time.GetTimestamp();
            var answer = screen(traveller.Subject);
            var duration = time.GetElapsedTime(start);
            var screened = new Screened(batch.FirstOrdinal + batch.Results.Count, traveller, answer);
            output.Format(screened, batch.Bytes);
            batch.Results.Add((screened, duration, batch.Bytes.WrittenCount));
        }

        return batch;
    }

    private void HandOn(Batch batch)
    {
        var start = 0;
        foreach (var (screened, duration, end) in batch.Results)
        {
            output.Append(screened, batch.Bytes.WrittenSpan[start..end]);
            Totals.Add(screened, duration);
            start = end;
        }

        _free.Push(batch);
    }

    private sealed class Batch
    {
        public long FirstOrdinal { get; private set; }

        public List<Traveller> Travellers { get; } = new(BatchSize);

        /// <summary>In the order of the travellers; the last item is where their bytes end.</summary>
        public List<(Screened Screened, TimeSpan Duration, int End)> Results { get; } = new(BatchSize);

        public ArrayBufferWriter<byte> Bytes { get; } = new(1 << 16);

        public void Begin(long firstOrdinal)
        {
            FirstOrdinal = firstOrdinal;
            Travellers.Clear();
            Results.Clear();
            Bytes.ResetWrittenCount();
        }
    }
}
