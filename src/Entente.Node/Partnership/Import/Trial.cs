using Entente.Node.Accounts;
using Entente.Node.Desk;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Partnership.Records;

namespace Entente.Node.Partnership.Import;

/// <summary>What is wrong with a row, by its place; what stands there is not said, for this goes to logs too.</summary>
/// <param name="Row">The row in the file, from 0.</param>
/// <param name="Column">The column, from 0; null where the whole row is meant.</param>
/// <param name="Field">The field, or field.column; blank where none is meant.</param>
/// <param name="Code">What is wrong, a code of <see cref="RecordFault"/>, or: no-amount, no-reference, ambiguous, twice.</param>
internal sealed record TrialFault(int Row, int? Column, string Field, string Code)
{
    /// <summary>Its place as people read it off their screen.</summary>
    public string Place => Column is { } column ? Sheet.PlaceOf(Row, column) : Sheet.PlaceOf(Row, 0)[1..];
}

/// <summary>A record that a row, or several rows, would become.</summary>
/// <param name="Row">The first row in the file, from 0.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Id">The id that it would have.</param>
/// <param name="Draft">What it would say.</param>
/// <param name="Faults">What is wrong with it.</param>
/// <param name="TwinOf">Id of the record that has the same title and date; blank where there is none.</param>
internal sealed record TrialRecord(int Row, int Rows, string Id, RecordDraft Draft, IReadOnlyList<TrialFault> Faults, string TwinOf)
{
    /// <summary>Whether it would be taken.</summary>
    public bool IsGood => Faults.Count == 0 && TwinOf.Length == 0;

    /// <summary>Its title.</summary>
    public string Title => Draft.Content[Draft.Kind.Title];
}

/// <summary>What a spreadsheet would become.</summary>
/// <param name="Records">The records, in the order of the file.</param>
/// <param name="PlanFaults">Targets that are given twice, or needed and not given.</param>
internal sealed record Trial(IReadOnlyList<TrialRecord> Records, IReadOnlyList<RecordFault> PlanFaults)
{
    /// <summary>How many would be taken.</summary>
    public int Good => PlanFaults.Count > 0 ? 0 : Records.Count(r => r.IsGood);

    /// <summary>How many have something wrong.</summary>
    public int Faulty => Records.Count(r => r.Faults.Count > 0);

    /// <summary>How many are there already.</summary>
    public int Twins => Records.Count(r => r.Faults.Count == 0 && r.TwinOf.Length > 0);

    /// <summary>Tries a spreadsheet. Nothing is kept.</summary>
    /// <param name="file">The file.</param>
    /// <param name="plan">How it is to be read.</param>
    /// <param name="all">The records that there are.</param>
    /// <param name="import">Id of the import, from which ids of the records follow.</param>
    public static Trial Of(Spreadsheet file, ImportPlan plan, RecordSet all, string import) => new TrialReading(file.Sheets[plan.Sheet], plan, all, import).Read();
}

/// <summary>One reading of a sheet by a plan.</summary>
internal sealed class TrialReading(Sheet sheet, ImportPlan plan, RecordSet all, string import)
{
    private static readonly RecordField HandlingField = new(Targets.Handling, FieldType.Text);

    private readonly RecordKind _kind = RecordKinds.Find(plan.Kind) ?? RecordKinds.Engagement;
    private readonly Dictionary<string, Dictionary<string, string?>> _titles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, string>> _choices = new(StringComparer.Ordinal);

    /// <summary>Reads the sheet.</summary>
    public Trial Read()
    {
        var columns = plan.Columns.Select((target, i) => (Target: target, Column: i, Field: Targets.Find(_kind, target))).Where(c => c.Field is not null).Select(c => new Mapped(c.Column, c.Target, c.Field!)).ToList(); // Just looked.
        var faults = FaultsOf(columns);
        if (faults.Count > 0)
        {
            return new([], faults);
        }

        var drafts = Drafts(columns);
        var extended = Extended(drafts);
        var twins = all.Of(_kind).GroupBy(r => TwinKey(r.Content), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Id, StringComparer.Ordinal);
        var tried = new List<TrialRecord>(drafts.Count);
        foreach (var draft in drafts)
        {
            Resolve(draft, extended);
            var record = new RecordDraft(_kind, draft.Content.Tidy(), draft.Handling, $"import:{import}");
            var places = draft.Faults.Select(f => f.Field).ToHashSet(StringComparer.Ordinal);
            var ruled = RecordRules.Faults(record, extended).Where(f => !places.Contains(f.Field)).Select(f => new TrialFault(draft.Row, columns.Find(c => c.Target == f.Field)?.Column, f.Field, f.Code));
            var key = TwinKey(record.Content);
            var twin = twins.GetValueOrDefault(key, "");
            twins.TryAdd(key, draft.Id);
            tried.Add(new(draft.Row, draft.Count, draft.Id, record, [.. draft.Faults, .. ruled], twin));
        }

        return new(Closed(tried), []);
    }

    private List<RecordFault> FaultsOf(List<Mapped> columns) =>
    [
        .. columns.GroupBy(c => c.Target, StringComparer.Ordinal).Where(g => g.Count() > 1 && !Targets.TakesSeveral(g.First().Field)).Select(g => new RecordFault(g.Key, "twice")),
        .. _kind.Fields.Where(f => f.IsRequired && !plan.Fixed.ContainsKey(f.Name) && columns.TrueForAll(c => c.Target != f.Name)).Select(f => new RecordFault(f.Name, "needed")),
        .. HandlingCodes.Read(plan.Handling) is { HasUnknown: true } or { Tlp: null } ? new[] { new RecordFault(Targets.Handling, "no-handling") } : [],
    ];

    /// <summary>Rows become drafts: where rows of a field are filled, a row that repeats the title of the one above, or leaves it blank, is one more of its rows.</summary>
    private List<Draft> Drafts(List<Mapped> columns)
    {
        var (drafts, hasRows) = (new List<Draft>(), columns.Exists(c => c.IsRow));
        var title = columns.Find(c => c.Target == _kind.Title);
        var made = Guid.TryParseExact(import, "N", out var id) ? id : Guid.Empty;
        for (var row = plan.Header + 1; row < sheet.Rows.Count; row++)
        {
            if (columns.TrueForAll(c => sheet.At(row, c.Column).IsBlank))
            {
                continue;
            }

            if (hasRows && drafts.Count > 0 && IsMore(drafts[^1], columns, title, row))
            {
                drafts[^1].Count = row - drafts[^1].Row + 1;
            }
            else
            {
                drafts.Add(new Draft(row, IdOf(made, row)) { Handling = plan.Handling });
                foreach (var column in columns.Where(c => !c.IsRow))
                {
                    Put(drafts[^1], column, row);
                }

                foreach (var (name, value) in plan.Fixed.Where(f => drafts[^1].Content[f.Key].Length == 0 && !drafts[^1].Names(f.Key)))
                {
                    drafts[^1].Content.Fields[name] = value;
                }
            }

            foreach (var rows in columns.Where(c => c.IsRow).GroupBy(c => c.Rows, StringComparer.Ordinal))
            {
                PutRow(drafts[^1], rows.Key, rows, row);
            }
        }

        return drafts;
    }

    // Ids follow from the import, so that a trial and what is taken of it are the same.
    private static string IdOf(Guid import, int row)
    {
        var bytes = import.ToByteArray(bigEndian: true);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(12), row);
        return new Guid(bytes, bigEndian: true).ToString("N");
    }

    private bool IsMore(Draft before, List<Mapped> columns, Mapped? title, int row)
    {
        if (title is null || (sheet.At(row, title.Column) is { IsBlank: false } cell && cell.Text != sheet.At(before.Row, title.Column).Text))
        {
            return false;
        }

        return columns.Where(c => !c.IsRow).All(c => sheet.At(row, c.Column).IsBlank || sheet.At(row, c.Column).Text == sheet.At(before.Row, c.Column).Text)
            && columns.Exists(c => c.IsRow && !sheet.At(row, c.Column).IsBlank);
    }

    private void Put(Draft draft, Mapped column, int row)
    {
        if (sheet.At(row, column.Column) is not { IsBlank: false } cell)
        {
            return;
        }

        if (column.Field.Name == HandlingField.Name && column.Target == Targets.Handling)
        {
            draft.Handling = cell.Text;
            return;
        }

        var (value, fault) = ValueOf(column.Field, cell);
        if (fault is not null)
        {
            draft.Faults.Add(new(row, column.Column, column.Target, fault));
        }
        else if (column.Field.Type == FieldType.Reference)
        {
            draft.References.Add((column, row, null, value));
        }
        else
        {
            draft.Content.Fields[column.Target] = draft.Content[column.Target] is { Length: > 0 } already ? already + "\n" + value : value;
        }
    }

    private void PutRow(Draft draft, string rows, IEnumerable<Mapped> columns, int row)
    {
        var cells = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (sheet.At(row, column.Column) is { IsBlank: false } cell)
            {
                var (value, fault) = ValueOf(column.Field, cell);
                if (fault is null)
                {
                    cells[column.Field.Name] = value;
                }
                else
                {
                    draft.Faults.Add(new(row, column.Column, column.Target, fault));
                }
            }
        }

        if (cells.Count > 0)
        {
            (draft.Content.Rows.TryGetValue(rows, out var list) ? list : draft.Content.Rows[rows] = []).Add(cells);
        }
    }

    /// <summary>The value that a cell stands for, or what is wrong with it.</summary>
    private (string Value, string? Fault) ValueOf(RecordField field, SheetCell cell) => field.Type switch
    {
        FieldType.Date => CellDates.Read(cell, plan.MonthFirst) is { } date ? (date, null) : ("", "no-date"),
        FieldType.Money => CellAmounts.ReadMoney(cell, plan.Currency) is { } money ? (money, null) : ("", "no-amount"),
        FieldType.Number => CellAmounts.ReadNumber(cell) is { } number ? (number, null) : ("", "no-number"),
        FieldType.State => StateNames.Find(cell.Text) is { } state ? (state, null) : ("", "no-state"),
        FieldType.Choice => ChoicesOf(field).TryGetValue(Folded.WordsOf(cell.Text), out var choice) ? (choice, null) : ("", "no-choice"),
        FieldType.Lines => (string.Join('\n', cell.Text.Split(cell.Text.Contains('\n') ? '\n' : cell.Text.Contains(';') ? ';' : '|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)), null),
        FieldType.Text => (cell.Text.ReplaceLineEndings(" "), null),
        _ => (cell.Text, null),
    };

    // The code, or the word for it in a language of the desk.
    private Dictionary<string, string> ChoicesOf(RecordField field)
    {
        var key = string.Join('|', field.Choices);
        if (!_choices.TryGetValue(key, out var choices))
        {
            _choices[key] = choices = field.Choices.SelectMany(code => Words.All.Values.Select(w => w.Or($"programme.choice.{code}", code)).Append(code).Select(word => (Word: Folded.WordsOf(word), code)))
                .DistinctBy(c => c.Word).ToDictionary(c => c.Word, c => c.code, StringComparer.Ordinal);
        }

        return choices;
    }

    /// <summary>The records that there are and those of the file, to which its rows may refer.</summary>
    private RecordSet Extended(List<Draft> drafts)
    {
        var byId = new Dictionary<string, ProgrammeRecord>(all.ById, StringComparer.Ordinal);
        foreach (var draft in drafts)
        {
            byId[draft.Id] = new ProgrammeRecord(draft.Id, _kind, "", 1, draft.Content, draft.Handling, "", Ground.OfTheNode, default, "");
        }

        return new RecordSet(byId, all.Changes);
    }

    /// <summary>A reference is given by the title of the record, or by its id.</summary>
    private void Resolve(Draft draft, RecordSet extended)
    {
        foreach (var (column, row, _, text) in draft.References)
        {
            if (extended.Find(text) is { } byId && byId.Kind.Name == column.Field.To)
            {
                draft.Content.Fields[column.Target] = text;
            }
            else if (!TitlesOf(column.Field.To, extended).TryGetValue(Folded.WordsOf(text), out var id))
            {
                draft.Faults.Add(new(row, column.Column, column.Target, "no-reference"));
            }
            else if (id is null)
            {
                draft.Faults.Add(new(row, column.Column, column.Target, "ambiguous"));
            }
            else
            {
                draft.Content.Fields[column.Target] = id;
            }
        }
    }

    private Dictionary<string, string?> TitlesOf(string kind, RecordSet extended)
    {
        if (!_titles.TryGetValue(kind, out var titles))
        {
            _titles[kind] = titles = extended.Of(RecordKinds.Find(kind) ?? _kind).GroupBy(r => Folded.WordsOf(r.Title), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count() == 1 ? g.First().Id : null, StringComparer.Ordinal);
        }

        return titles;
    }

    /// <summary>A record that refers to one of the file that is not taken is not taken either; its twin stands in where there is one.</summary>
    private List<TrialRecord> Closed(List<TrialRecord> tried)
    {
        var references = _kind.Fields.Where(f => f.Type == FieldType.Reference && f.To == _kind.Name).Select(f => f.Name).ToList();
        var byId = tried.ToDictionary(t => t.Id, StringComparer.Ordinal);
        for (var changed = references.Count > 0; changed;)
        {
            changed = false;
            foreach (var (field, record) in references.SelectMany(f => byId.Values.Where(r => r.Faults.Count == 0 && byId.TryGetValue(r.Draft.Content[f], out var to) && !to.IsGood).Select(r => (f, r))).ToList())
            {
                var to = byId[record.Draft.Content[field]];
                if (to.TwinOf.Length > 0 && all.Find(to.TwinOf) is not null)
                {
                    record.Draft.Content.Fields[field] = to.TwinOf;
                }
                else
                {
                    byId[record.Id] = record with { Faults = [.. record.Faults, new(record.Row, null, field, "no-reference")] };
                }

                changed = true;
            }
        }

        return [.. tried.Select(t => byId[t.Id])];
    }

    private string TwinKey(RecordContent content) => $"{Folded.WordsOf(content[_kind.Title])}\n{(_kind.On.Length > 0 ? content[_kind.On] : "")}";

    /// <summary>A column and its target.</summary>
    private sealed record Mapped(int Column, string Target, RecordField Field)
    {
        public bool IsRow => Target.Contains('.');

        public string Rows => Target.Split('.')[0];
    }

    /// <summary>A record as it grows.</summary>
    private sealed class Draft(int row, string id)
    {
        public int Row => row;

        public string Id => id;

        public int Count { get; set; } = 1;

        public string Handling { get; set; } = "";

        public RecordContent Content { get; } = new();

        public List<TrialFault> Faults { get; } = [];

        /// <summary>Whether the file says something for a field, right or wrong.</summary>
        public bool Names(string field) => Faults.Exists(f => f.Field == field) || References.Exists(r => r.Column.Target == field);

        public List<(Mapped Column, int Row, string? Id, string Text)> References { get; } = [];
    }
}
