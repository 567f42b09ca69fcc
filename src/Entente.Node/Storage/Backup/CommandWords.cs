namespace Entente.Node.Storage.Backup;

/// <summary>The words of a command line: some with a value, some without, the rest for the configuration.</summary>
internal sealed class CommandWords
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _flags = new(StringComparer.Ordinal);

    public CommandWords(IReadOnlyList<string> arguments, IReadOnlyCollection<string> withValue, IReadOnlyCollection<string> flags)
    {
        var rest = new List<string>();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (withValue.Contains(arguments[i]) && i + 1 < arguments.Count)
            {
                _values[arguments[i]] = arguments[++i];
            }
            else if (flags.Contains(arguments[i]))
            {
                _flags.Add(arguments[i]);
            }
            else
            {
                rest.Add(arguments[i]);
            }
        }

        Rest = [.. rest];
    }

    /// <summary>What is left.</summary>
    public string[] Rest { get; }

    /// <summary>The value of a word; null where it is not there.</summary>
    public string? this[string word] => _values.GetValueOrDefault(word);

    /// <summary>A path, made absolute.</summary>
    public string? Path(string word) => this[word] is { } path ? System.IO.Path.GetFullPath(path) : null;

    /// <summary>Whether a word without value is there.</summary>
    public bool Has(string flag) => _flags.Contains(flag);
}
