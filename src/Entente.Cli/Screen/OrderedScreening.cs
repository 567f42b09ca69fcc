using System.Buffers;
using Entente.Cli.Outputs;
using Entente.Formats.Reading;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Cli.Screen;

/// <summary>
/// Screens travellers in batches on all cores and hands them to the output in the order of the input. As many threads as there
/// are cores each take a batch, screen it and hand on whatever is next in order: no thread only reads or writes, so none has to wait
/// for a core. At most two batches a core are under way, so memory does not grow with the input.
/// </summary>
internal sealed class OrderedScreening(Func<Subject, ScreeningAnswer> screen, IHitOutput output, TimeProvider time, int cores)
{
    private const int BatchSize = 128;

    // Guards everything below, and says when there is room again: batches are taken and handed on by one thread at a time.
    private readonly object _gate = new();
    private readonly Dictionary<long, Batch> _done = [];
    private readonly Stack<Batch> _free = new();
    private RunEnd? _end;
    private long _taken;
    private long _handedOn;
    private long _ordinal;

    public RunTotals Totals { get; } = new();

    /// <summary>What made the input unreadable, where something did.</summary>
    public string? InputError { get; private set; }

    /// <summary>Screens until the input ends, breaks off or the call is cancelled; whatever was read is then screened and handed on.</summary>
    public RunEnd Run(IEnumerable<Traveller> travellers, CancellationToken cancellationToken)
    {
        using var source = travellers.GetEnumerator();
        var others = Enumerable.Range(1, cores - 1).Select(_ => Task.Run(() => Work(source, cancellationToken), CancellationToken.None)).ToArray();
        try
        {
            Work(source, cancellationToken);
        }
        finally
        {
            Task.WhenAll(others).GetAwaiter().GetResult();
        }

        return _end ?? throw new InvalidOperationException("The work ended before its input did.");
    }

    private void Work(IEnumerator<Traveller> source, CancellationToken cancellationToken)
    {
        try
        {
            while (Take(source, cancellationToken) is { } batch)
            {
                ScreenBatch(batch);
                HandOn(batch);
            }
        }
        catch
        {
            // The others must not go on without this thread's batch.
            lock (_gate)
            {
                _end ??= RunEnd.Interrupted;
                Monitor.PulseAll(_gate);
            }

            throw;
        }
    }

    // Null where the input has ended.
    private Batch? Take(IEnumerator<Traveller> source, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            while (_end is null && _taken - _handedOn >= 2 * cores)
            {
                Monitor.Wait(_gate);
            }

            if (_end is not null)
            {
                return null;
            }

            // Batches are used again: their buffers are large, and large objects are dear to collect.
            var batch = _free.TryPop(out var used) ? used : new Batch();
            batch.Begin(_taken++, _ordinal + 1);
            _end = Read(source, batch.Travellers, cancellationToken);
            _ordinal += batch.Travellers.Count;
            return batch;
        }
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

    private void ScreenBatch(Batch batch)
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
    }

    private void HandOn(Batch batch)
    {
        lock (_gate)
        {
            _done.Add(batch.Number, batch);
            while (_done.Remove(_handedOn, out var next))
            {
                Append(next);
                _free.Push(next);
                _handedOn++;
            }

            Monitor.PulseAll(_gate);
        }
    }

    private void Append(Batch batch)
    {
        var start = 0;
        foreach (var (screened, duration, end) in batch.Results)
        {
            output.Append(screened, batch.Bytes.WrittenSpan[start..end]);
            Totals.Add(screened, duration);
            start = end;
        }
    }

    private sealed class Batch
    {
        public long Number { get; private set; }

        public long FirstOrdinal { get; private set; }

        public List<Traveller> Travellers { get; } = new(BatchSize);

        /// <summary>In the order of the travellers; the last item is where their bytes end.</summary>
        public List<(Screened Screened, TimeSpan Duration, int End)> Results { get; } = new(BatchSize);

        public ArrayBufferWriter<byte> Bytes { get; } = new(1 << 16);

        public void Begin(long number, long firstOrdinal)
        {
            (Number, FirstOrdinal) = (number, firstOrdinal);
            Travellers.Clear();
            Results.Clear();
            Bytes.ResetWrittenCount();
        }
    }
}
