using System.Buffers;
using Entente.Cli.Outputs;
using Entente.Cli.Screen;
using Entente.Formats.Reading;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Cli.Tests.Screen;

public sealed class OrderedScreeningTests
{
    private static readonly ScreeningAnswer NoHits = new([], 0, null);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(5000)]
    public void Hands_every_traveller_on_once_and_in_the_order_of_the_input(int count)
    {
        using var output = new Recorder();
        var random = new Random(7);
        var slow = Enumerable.Range(0, count).Where(_ => random.Next(50) == 0).Select(i => $"traveller {i}").ToHashSet();
        var screening = new OrderedScreening(
            subject =>
            {
                if (slow.Contains(subject.Names[0].Text))
                {
                    Thread.Sleep(1);
                }

                return NoHits;
            },
            output,
            TimeProvider.System,
            cores: 4);

        var end = screening.Run(Travellers(count), CancellationToken.None);

        end.ShouldBe(RunEnd.Complete);
        output.Ids.ShouldBe(Enumerable.Range(0, count).Select(i => $"{i}"));
        output.Bytes.ShouldBe(output.Ids);
        screening.Totals.Travellers.ShouldBe(count);
    }

    [Fact]
    public void Holds_no_more_than_a_few_batches_of_an_endless_input()
    {
        using var cancellation = new CancellationTokenSource();
        using var output = new Recorder();
        var ahead = 0L;
        var read = 0L;
        var screening = new OrderedScreening(_ => NoHits, output, TimeProvider.System, cores: 2);

        IEnumerable<Traveller> Endless()
        {
            while (true)
            {
                read++;
                ahead = Math.Max(ahead, read - output.Ids.Count);
                if (read == 20_000)
                {
                    cancellation.Cancel();
                }

                yield return Sample.Traveller($"{read}", "name");
            }
        }

        screening.Run(Endless(), cancellation.Token).ShouldBe(RunEnd.Interrupted);

        ahead.ShouldBeLessThan(128 * 6);
    }

    [Fact]
    public void Screens_what_was_read_when_it_is_interrupted()
    {
        using var cancellation = new CancellationTokenSource();
        using var output = new Recorder();
        var screening = new OrderedScreening(_ => NoHits, output, TimeProvider.System, cores: 2);

        var end = screening.Run(Travellers(1000, at: 300, cancellation.Cancel), cancellation.Token);

        end.ShouldBe(RunEnd.Interrupted);
        output.Ids.ShouldBe(Enumerable.Range(0, 301).Select(i => $"{i}"));
    }

    [Fact]
    public void Screens_what_was_read_when_the_input_breaks_off_and_says_why()
    {
        using var output = new Recorder();
        var screening = new OrderedScreening(_ => NoHits, output, TimeProvider.System, cores: 2);

        var end = screening.Run(Travellers(1000, at: 300, () => throw new UnreadableInputException("the file is cut off")), CancellationToken.None);

        end.ShouldBe(RunEnd.InputBroken);
        screening.InputError.ShouldBe("the file is cut off");
        output.Ids.Count.ShouldBe(300);
    }

    [Fact]
    public void Counts_travellers_by_their_best_verdict()
    {
        using var output = new Recorder();
        ScreeningAnswer[] answers =
        [
            NoHits,
            new([Sample.Hit("1", "a", 0.9, Verdict.Strong), Sample.Hit("2", "b", 0.6)], 2, null),
            new([], 1, "the name has 200 parts"),
        ];
        var screening = new OrderedScreening(s => answers[int.Parse(s.Names[0].Text[10..])], output, TimeProvider.System, cores: 1);

        screening.Run(Travellers(3), CancellationToken.None);

        screening.Totals.With(Verdict.Strong).ShouldBe(1);
        screening.Totals.With(Verdict.Review).ShouldBe(0);
        screening.Totals.With(Verdict.None).ShouldBe(2);
        screening.Totals.Suppressed.ShouldBe(3);
        screening.Totals.Cut.ShouldBe(1);
        screening.Totals.FirstCut.ShouldBe("the name has 200 parts");
    }

    private static IEnumerable<Traveller> Travellers(int count, int at = -1, Action? then = null)
    {
        for (var i = 0; i < count; i++)
        {
            if (i == at)
            {
                then?.Invoke();
            }

            yield return Sample.Traveller($"{i}", $"traveller {i}");
        }
    }

    private sealed class Recorder : IHitOutput
    {
        public List<string> Ids { get; } = [];

        public List<string> Bytes { get; } = [];

        public void Format(Screened screened, ArrayBufferWriter<byte> buffer) => buffer.Put(screened.Traveller.Id);

        public void Append(Screened screened, ReadOnlySpan<byte> formatted)
        {
            Ids.Add(screened.Traveller.Id);
            Bytes.Add(System.Text.Encoding.UTF8.GetString(formatted));
        }

        public void End(RunFacts facts)
        {
        }

        public void Dispose()
        {
        }
    }
}
