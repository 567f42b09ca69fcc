using System.Text;
using Entente.Node.Watchlist.Matching;

namespace Entente.Node.Tests.Security;

public sealed class BoundedLinesTests
{
    [Fact]
    public async Task Of_a_line_that_does_not_end_no_more_than_the_limit_is_held_and_the_next_one_is_whole()
    {
        using var reader = new Endless(50_000_000, "\nnext\r\nlast");
        var lines = new BoundedLines(reader, 100);
        (await lines.ReadAsync(TestContext.Current.CancellationToken))!.Length.ShouldBe(101); // There is one.
        (await lines.ReadAsync(TestContext.Current.CancellationToken)).ShouldBe("next");
        (await lines.ReadAsync(TestContext.Current.CancellationToken)).ShouldBe("last");
        (await lines.ReadAsync(TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("one\ntwo\n\nthree")]
    [InlineData("one\r\ntwo\r\n")]
    public async Task Short_lines_are_read_as_everywhere(string text)
    {
        var lines = new BoundedLines(new StringReader(text), 100);
        var plain = new StringReader(text);
        string? line;
        do
        {
            line = await plain.ReadLineAsync(TestContext.Current.CancellationToken);
            (await lines.ReadAsync(TestContext.Current.CancellationToken)).ShouldBe(line);
        }
        while (line is not null);
    }

    private sealed class Endless(int characters, string after) : TextReader
    {
        private int _left = characters;
        private readonly StringReader _after = new(after);

        public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
        {
            if (_left == 0)
            {
                return ValueTask.FromResult(_after.Read(buffer.Span));
            }

            var now = Math.Min(_left, buffer.Length);
            buffer.Span[..now].Fill('a');
            _left -= now;
            return ValueTask.FromResult(now);
        }
    }
}
