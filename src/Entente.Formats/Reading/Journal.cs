namespace Entente.Formats.Reading;

/// <summary>
/// What happened while one input was read. Every record is either accepted or refused with a reason, so
/// <see cref="Read"/> is always <see cref="Accepted"/> + <see cref="Refused"/>; a deviation that did not cost the record is a note.
/// Findings carry places and codes, never personal data. Not safe for use by several threads at once.
/// </summary>
public sealed class Journal
{
    /// <summary>Findings beyond this number are counted by code but not kept: a broken file of 2 GB must not fill the memory.</summary>
    public const int FindingsKept = 1000;

    /// <summary>Findings of one code beyond this number are likewise only counted, so that a frequent one leaves room for the others.</summary>
    public const int FindingsKeptPerCode = 100;

    private readonly List<Finding> _findings = [];
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Records seen so far.</summary>
    public int Read => Accepted + Refused;

    /// <summary>Records that became a listing, a traveller or a supplement to one.</summary>
    public int Accepted { get; private set; }

    /// <summary>Records that did not, each with a finding.</summary>
    public int Refused { get; private set; }

    /// <summary>Whether the input breaks off or announces what did not arrive, so that records are missing of which nothing is known.</summary>
    public bool Incomplete { get; private set; }

    /// <summary>The date that the input states of itself; null where it states none.</summary>
    public DateOnly? Dated { get; set; }

    /// <summary>The first findings of each code, in the order of the input; at most <see cref="FindingsKept"/> together.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>How often each code was found, kept or not.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>Counts one accepted record.</summary>
    public void Accept() => Accepted++;

    /// <summary>Counts one refused record and says why.</summary>
    public void Refuse(string place, string code, string message)
    {
        Refused++;
        Add(new Finding(place, code, message, Refused: true));
    }

    /// <summary>Records a deviation that cost no record.</summary>
    public void Note(string place, string code, string message) => Add(new Finding(place, code, message, Refused: false));

    /// <summary>Records a place where the input breaks off, or where something that it announces did not arrive.</summary>
    public void NoteMissing(string place, string code, string message)
    {
        Incomplete = true;
        Note(place, code, message);
    }

    private void Add(Finding finding)
    {
        var count = _counts.GetValueOrDefault(finding.Code) + 1;
        _counts[finding.Code] = count;
        if (count <= FindingsKeptPerCode && _findings.Count < FindingsKept)
        {
            _findings.Add(finding);
        }
    }
}

/// <summary>One deviation from the standard or from what a record needs.</summary>
/// <param name="Place">Where: "line 12", "line 12, column 3", "segment 40", "INDIVIDUAL 17".</param>
/// <param name="Code">A stable short code in kebab case: "birth-date-unreadable".</param>
/// <param name="Message">What arrived, what is allowed, what to do; without personal data.</param>
/// <param name="Refused">True where the record was refused for it.</param>
public sealed record Finding(string Place, string Code, string Message, bool Refused);

/// <summary>
/// The input as a whole cannot be read: not the format, no usable header, a forbidden construction. The only exception a
/// reader throws for what is in its input. The message says what arrived, what is allowed and what to do.
/// </summary>
public sealed class UnreadableInputException : Exception
{
    /// <summary>Creates the exception.</summary>
    public UnreadableInputException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception around the parser's own.</summary>
    public UnreadableInputException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Creates the exception without a message; prefer the others.</summary>
    public UnreadableInputException()
    {
    }
}

/// <summary>An input to be read: its name as shown to people, and how to open it (again, where a reader needs a second pass).</summary>
/// <param name="Name">File name without folder, or "-" for standard input.</param>
/// <param name="Open">Opens the bytes from their start; the reader disposes the stream.</param>
public sealed record InputFile(string Name, Func<Stream> Open);
