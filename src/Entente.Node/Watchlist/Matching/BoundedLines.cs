using System.Text;

namespace Entente.Node.Watchlist.Matching;

/// <summary>
/// Reads lines of which no more than a limit is held: of a longer one comes what exceeds the limit by one character, the rest is skipped. So a line that
/// never ends takes no memory.
/// </summary>
/// <param name="reader">Where they come from.</param>
/// <param name="longest">Characters that are kept of a line at most.</param>
internal sealed class BoundedLines(TextReader reader, int longest)
{
    private readonly char[] _buffer = new char[4096];
    private readonly StringBuilder _line = new();
    private int _at, _end;

    /// <summary>The next line without its end; null where there is none.</summary>
    public async ValueTask<string?> ReadAsync(CancellationToken cancellationToken)
    {
        _line.Clear();
        while (await FillAsync(cancellationToken))
        {
            var rest = _buffer.AsSpan(_at, _end - _at);
            var ends = rest.IndexOf('\n');
            Keep(ends < 0 ? rest : rest[..ends]);
            _at = ends < 0 ? _end : _at + ends + 1;
            if (ends >= 0)
            {
                return _line.ToString();
            }
        }

        return _line.Length > 0 ? _line.ToString() : null;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_at == _end)
        {
            (_at, _end) = (0, await reader.ReadAsync(_buffer, cancellationToken));
        }

        return _end > 0;
    }

    private void Keep(ReadOnlySpan<char> part) => _line.Append(part[..Math.Min(part.Length, longest + 1 - _line.Length)].TrimEnd('\r'));
}
