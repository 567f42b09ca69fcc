namespace Entente.Node.Partnership.Records;

/// <summary>What stands in a field of a record. Every value is text in the one form of its kind; blank is "not known".</summary>
internal enum FieldType
{
    /// <summary>Words in a line, 300 characters at most.</summary>
    Text,

    /// <summary>Words in paragraphs, 20,000 characters at most.</summary>
    LongText,

    /// <summary>A value in each line, 100 at most.</summary>
    Lines,

    /// <summary>A day, month or year of the Gregorian calendar: yyyy-MM-dd, yyyy-MM or yyyy.</summary>
    Date,

    /// <summary>A code out of those that the field allows.</summary>
    Choice,

    /// <summary>A whole number from 0 to a million million.</summary>
    Number,

    /// <summary>A place on the map in degrees, north and east positive: 34.02,-6.83.</summary>
    Location,

    /// <summary>An amount and its currency (ISO 4217): 1250000 USD.</summary>
    Money,

    /// <summary>A State, three letters (ISO 3166-1).</summary>
    State,

    /// <summary>Id of another record.</summary>
    Reference,

    /// <summary>Several rows of the same columns, 500 at most.</summary>
    Rows,
}

/// <summary>A field of a kind of records.</summary>
/// <param name="Name">Its name: lower-case letters and hyphens.</param>
/// <param name="Type">What stands in it.</param>
internal sealed record RecordField(string Name, FieldType Type)
{
    /// <summary>Whether a record cannot be without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The codes that it allows, for a choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The kind of records to which it may refer.</summary>
    public string To { get; init; } = "";

    /// <summary>The columns of its rows, none of which has rows of its own.</summary>
    public IReadOnlyList<RecordField> Columns { get; init; } = [];

    /// <summary>In rows: until when what the row says is to be done, when it was, whose it is, and what it is. Blank names for rows that ask for nothing.</summary>
    public DueColumns? Due { get; init; }
}

/// <summary>Which columns of a row say what is to be done.</summary>
/// <param name="What">What it is.</param>
/// <param name="Due">Until when.</param>
/// <param name="Done">When it was done; blank while it is open.</param>
/// <param name="Who">Whose it is; blank for nobody's.</param>
internal sealed record DueColumns(string What, string Due, string Done, string Who = "");

/// <summary>A kind of records.</summary>
/// <param name="Name">Its name: lower-case letters.</param>
/// <param name="Title">The field that names a record.</param>
/// <param name="Fields">Its fields, in the order in which people fill them in.</param>
internal sealed record RecordKind(string Name, string Title, IReadOnlyList<RecordField> Fields)
{
    private readonly Dictionary<string, RecordField> _byName = Fields.ToDictionary(f => f.Name, StringComparer.Ordinal);

    /// <summary>The fields that a table of such records shows.</summary>
    public IReadOnlyList<string> Shown { get; init; } = [];

    /// <summary>The date by which records stand in time; blank where they have none.</summary>
    public string On { get; init; } = "";

    /// <summary>Dates of a record that are reached one after the other, each of them something that comes.</summary>
    public IReadOnlyList<string> Dates { get; init; } = [];

    /// <summary>Fields that name States, services and offices, by which a record belongs to the page of a partner.</summary>
    public IReadOnlyList<string> Parties { get; init; } = [];

    /// <summary>A field; null where there is none of that name.</summary>
    public RecordField? Field(string name) => _byName.GetValueOrDefault(name);
}
