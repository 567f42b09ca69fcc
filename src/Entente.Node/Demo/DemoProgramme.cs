using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Entente.Node.Demo;

/// <summary>
/// The programme of the demonstration: a plan half way through, two visits in a series, an exercise in planning, an equipment case that is late and waits for a vetting. What is public knowledge about two States is in it where the
/// story is told by them; people, units and figures are invented.
/// </summary>
internal sealed class DemoProgramme(HttpClient officer, DemoProgramme.Names names, DateOnly today)
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    /// <summary>Who runs it with whom.</summary>
    /// <param name="Own">The own State, and its code.</param>
    /// <param name="Partner">The partner's.</param>
    /// <param name="Third">A neighbour's.</param>
    /// <param name="Capital">The own capital, and where it is.</param>
    /// <param name="Far">The partner's capital, and where it is.</param>
    /// <param name="Port">Where the exercise is.</param>
    internal sealed record Names((string Name, string Code) Own, (string Name, string Code) Partner, (string Name, string Code) Third, (string Name, string Place) Capital, (string Name, string Place) Far, (string Name, string Place) Port)
    {
        /// <summary>Of the story that Rabat and Washington tell.</summary>
        public static Names OfTheStory { get; } = new(("Morocco", "MAR"), ("United States", "USA"), ("Niger", "NER"), ("Rabat", "34.02,-6.83"), ("Washington", "38.90,-77.04"), ("Agadir", "30.42,-9.63"));

        /// <summary>Of the one node of a fictional State.</summary>
        public static Names OfUtopia { get; } = new(("Utopia", "UTO"), ("Valdoria", "VAL"), ("Laputa", "LAP"), ("Amaurot", "29.9,-24.6"), ("Valdor", "32.6,-28.1"), ("Port of Amaurot", "27.1,-26.2"));
    }

    /// <summary>Fills the programme by the API, as a programme officer does, and gives the ids of its records by key.</summary>
    public async Task<IReadOnlyDictionary<string, string>> FillAsync(CancellationToken cancellationToken)
    {
        await PartnersAsync(cancellationToken);
        await PlanAsync(cancellationToken);
        await EngagementsAsync(cancellationToken);
        await ExercisesAsync(cancellationToken);
        await EquipmentAsync(cancellationToken);
        await FiguresAsync("spending", "Spending of the inner sea", cancellationToken);
        await FiguresAsync("transfers", "Transfers to the inner sea", cancellationToken);
        return _ids;
    }

    private async Task PartnersAsync(CancellationToken cancellationToken)
    {
        await KeepAsync("own", "body", new() { ["name"] = names.Own.Name, ["form"] = "state", ["state"] = names.Own.Code }, [], cancellationToken);
        await KeepAsync("partner", "body", new() { ["name"] = names.Partner.Name, ["form"] = "state", ["state"] = names.Partner.Code },
            new() { ["contacts"] = [new() { ["role"] = "defence attaché", ["name"] = "Orla Whitfield", ["reach"] = "through the liaison office" }, new() { ["role"] = "programme officer", ["name"] = "Dale Norcross", ["reach"] = "through the liaison office" }] }, cancellationToken);
        await KeepAsync("service", "body", new() { ["name"] = $"Border service of {names.Partner.Name}", ["form"] = "service", ["parent"] = _ids["partner"] }, [], cancellationToken);
        await KeepAsync("third", "body", new() { ["name"] = names.Third.Name, ["form"] = "state", ["state"] = names.Third.Code }, [], cancellationToken);
        await KeepAsync(
            "designation", "designation",
            new() { ["title"] = "Major non-NATO ally", ["granted-by"] = names.Partner.Name, ["granted-to"] = names.Own.Name, ["granted-on"] = "2004-06-04", ["status"] = "in-force", ["legal-ground"] = "22 U.S.C. 2321k", ["limits"] = "No mutual defence obligation\nNo entitlement to any particular sale" },
            new() { ["benefits"] = [new() { ["what"] = "Loans of material for cooperative research", ["available"] = "yes", ["checked"] = Day(-200), ["evidence"] = "note of the legal office" }, new() { ["what"] = "Priority delivery of excess articles", ["available"] = "not-checked" }] }, cancellationToken);
    }

    private async Task PlanAsync(CancellationToken cancellationToken)
    {
        var starts = today.Year - 5;
        await KeepAsync(
            "agreement", "agreement",
            new() { ["title"] = $"Roadmap for defence cooperation {starts}-{starts + 10}", ["form"] = "roadmap", ["parties"] = $"{names.Own.Name}\n{names.Partner.Name}", ["signed"] = $"{starts - 1}-10-02", ["in-force"] = $"{starts}-01-01", ["ends"] = $"{starts + 9}-12-31", ["notice-by"] = $"{starts + 9}-06-30" },
            new() { ["obligations"] = [new() { ["what"] = "Yearly review of the plan", ["who"] = $"{names.Own.Name}, {names.Partner.Name}", ["due"] = Day(40) }, new() { ["what"] = "List of contact points", ["who"] = names.Partner.Name, ["due"] = Day(-400), ["done"] = Day(-390) }] }, cancellationToken);
        await KeepAsync("supply", "agreement",
            new() { ["title"] = "Acquisition and cross-servicing", ["form"] = "acsa", ["parties"] = $"{names.Own.Name}\n{names.Partner.Name}", ["signed"] = $"{today.Year - 9}-04-20", ["ends"] = Day(75), ["renewal-by"] = Day(20) }, [], cancellationToken);
        await KeepAsync("roadmap", "roadmap",
            new() { ["title"] = $"Cooperation {starts}-{starts + 10}", ["starts"] = $"{starts}-01-01", ["ends"] = $"{starts + 10}-12-31", ["parties"] = $"{names.Own.Name}\n{names.Partner.Name}", ["agreement"] = _ids["agreement"], ["objectives"] = "One picture at the borders\nUnits that work together\nReady for CBRN danger" }, [], cancellationToken);
        await MilestoneAsync("Joint screening at three posts", "Borders", "One picture at the borders", Day(-1100), Day(-1130), "2400000 USD", cancellationToken);
        await MilestoneAsync("Liaison officers at both services", "Borders", "One picture at the borders", Day(-600), Day(-640), "300000 USD", cancellationToken);
        await MilestoneAsync("Combined staff trained", "Training", "Units that work together", Day(-30), "", "850000 USD", cancellationToken);
        await MilestoneAsync("CBRN laboratory accredited", "CBRN", "Ready for CBRN danger", Day(240), "", "5200000 USD", cancellationToken);
        await MilestoneAsync("Training centre takes students of neighbours", "Training", "Units that work together", Day(700), "", "1900000 USD", cancellationToken);
        await KeepAsync("clock", "milestone",
            new() { ["title"] = "Nine hits of ten confirmed within an hour", ["roadmap"] = _ids["roadmap"], ["line"] = "Borders", ["objective"] = "One picture at the borders", ["due"] = Day(120), ["who"] = "both liaison offices", ["measure"] = "hits-confirmed-in-an-hour", ["goal"] = "90" }, [], cancellationToken);
    }

    private Task MilestoneAsync(string title, string line, string objective, string due, string done, string cost, CancellationToken cancellationToken) =>
        KeepAsync(title, "milestone", new() { ["title"] = title, ["roadmap"] = _ids["roadmap"], ["line"] = line, ["objective"] = objective, ["due"] = due, ["done"] = done, ["cost"] = cost, ["who"] = names.Own.Name }, [], cancellationToken);

    private async Task EngagementsAsync(CancellationToken cancellationToken)
    {
        await KeepAsync(
            "first", "engagement",
            new() { ["title"] = $"First visit of the directors, to {names.Far.Name}", ["form"] = "visit", ["starts"] = Day(-560), ["ends"] = Day(-558), ["place"] = names.Far.Name, ["location"] = names.Far.Place, ["series"] = "Meetings of the directors", ["number"] = "1", ["actors"] = names.Own.Name, ["hosts"] = names.Partner.Name, ["topics"] = "Foreign terrorist fighters\nTraining" },
            new() { ["commitments"] = [new() { ["what"] = "Share the syllabus of the document course", ["who"] = names.Partner.Name, ["due"] = Day(-420), ["done"] = Day(-430) }, new() { ["what"] = "Name a CBRN contact point", ["who"] = names.Own.Name, ["due"] = Day(-90) }] }, cancellationToken);
        await KeepAsync(
            "second", "engagement",
            new()
            {
                ["title"] = $"Second visit of the directors, to {names.Capital.Name}", ["form"] = "visit", ["starts"] = Day(-21), ["ends"] = Day(-20), ["place"] = names.Capital.Name, ["location"] = names.Capital.Place, ["series"] = "Meetings of the directors", ["number"] = "2", ["earlier"] = _ids["first"],
                ["actors"] = $"Border service of {names.Partner.Name}", ["hosts"] = names.Own.Name, ["topics"] = "Fighters who cross borders\nCBRN warning\nThe Sahel", ["decisions"] = "Screening results are exchanged within the hour\nA joint exercise is planned for next spring",
                ["readout"] = "Both sides reviewed the plan and found the CBRN line behind. They agreed to look at it again before the summer.",
            },
            new()
            {
                ["participants"] = [new() { ["name"] = "Tariq Mellouli", ["office"] = "Director General", ["body"] = names.Own.Name }, new() { ["name"] = "Ruth Calloway", ["office"] = "Director", ["body"] = $"Border service of {names.Partner.Name}" }],
                ["commitments"] = [new() { ["what"] = "Send the draft of the warning protocol", ["who"] = names.Partner.Name, ["due"] = Day(5) }, new() { ["what"] = "Nominate students for the document course", ["who"] = names.Own.Name, ["due"] = Day(-3) }, new() { ["what"] = "Propose a date for the third visit", ["who"] = names.Partner.Name, ["due"] = Day(35) }],
            }, cancellationToken);
        await KeepAsync("third-visit", "engagement", new() { ["title"] = "Staff talks on the exercise", ["form"] = "meeting", ["starts"] = Day(6), ["place"] = names.Capital.Name, ["location"] = names.Capital.Place, ["actors"] = $"Border service of {names.Partner.Name}", ["hosts"] = names.Own.Name }, [], cancellationToken);
        await KeepAsync(
            "assessment", "assessment",
            new() { ["title"] = "Movement of fighters along the coast", ["phenomenon"] = "Return of fighters by sea", ["region"] = "West African coast", ["confidence"] = "moderate", ["on"] = Day(-60), ["summary"] = "Small boats are used more often than two years ago. The number of cases is low and the trend is uncertain." },
            new() { ["contributions"] = [new() { ["body"] = names.Own.Name, ["what"] = "Cases at the ports of two years", ["on"] = Day(-90) }], ["dissent"] = [new() { ["body"] = names.Partner.Name, ["what"] = "Three cases are too few to call it a trend." }] }, cancellationToken);
    }

    private async Task ExercisesAsync(CancellationToken cancellationToken)
    {
        await KeepAsync(
            "exercise-before", "exercise",
            new() { ["title"] = "Calm Harbour 1", ["form"] = "exercise", ["status"] = "done", ["starts"] = Day(-330), ["ends"] = Day(-322), ["aar"] = Day(-300), ["place"] = names.Port.Name, ["location"] = names.Port.Place, ["budget"] = "640000 USD", ["authority"] = "annual plan" },
            new() { ["nations"] = [new() { ["nation"] = names.Own.Name, ["headcount"] = "210" }, new() { ["nation"] = names.Partner.Name, ["headcount"] = "85" }], ["lessons"] = [new() { ["lesson"] = "Two radio plans did not meet", ["what"] = "One plan of frequencies for both", ["who"] = names.Own.Name, ["due"] = Day(-60) }, new() { ["lesson"] = "Decontamination took too long", ["what"] = "A second line", ["who"] = names.Partner.Name, ["due"] = Day(-100), ["done"] = Day(-110) }] }, cancellationToken);
        await KeepAsync(
            "exercise", "exercise",
            new()
            {
                ["title"] = "Calm Harbour 2", ["form"] = "exercise", ["status"] = "planned", ["concept"] = Day(-120), ["ipe"] = Day(-45), ["mpe"] = Day(25), ["fpe"] = Day(80), ["starts"] = Day(140), ["ends"] = Day(150), ["aar"] = Day(175), ["earlier"] = _ids["exercise-before"], ["place"] = names.Port.Name, ["location"] = names.Port.Place,
                ["objectives"] = "A hit at sea is confirmed within the hour\nA release of chlorine is warned of in ten minutes", ["budget"] = "900000 USD", ["authority"] = "annual plan",
            },
            new()
            {
                ["nations"] = [new() { ["nation"] = names.Own.Name, ["headcount"] = "260" }, new() { ["nation"] = names.Partner.Name, ["headcount"] = "120" }, new() { ["nation"] = names.Third.Name, ["headcount"] = "30" }],
                ["clearances"] = [new() { ["what"] = "Overflight", ["state"] = names.Own.Code, ["due"] = Day(60) }], ["injects"] = [new() { ["when"] = "day 2, 04:10", ["what"] = "A ferry reports a passenger on a list", ["objective"] = "A hit at sea is confirmed within the hour" }],
            }, cancellationToken);
        await KeepAsync("course", "exercise", new() { ["title"] = "Course on travel documents", ["form"] = "course", ["status"] = "planned", ["starts"] = Day(50), ["ends"] = Day(61), ["unit"] = "First Border Company", ["seats"] = "24", ["place"] = names.Far.Name, ["location"] = names.Far.Place }, [], cancellationToken);
        await KeepAsync("vetting", "vetting", new() { ["unit"] = "First Border Company", ["body"] = names.Own.Name, ["scope"] = "training", ["outcome"] = "cleared", ["vetted"] = Day(-70), ["expires"] = Day(295), ["who"] = "vetting office of the embassy" }, [], cancellationToken);
    }

    private async Task EquipmentAsync(CancellationToken cancellationToken)
    {
        await KeepAsync(
            "case", "case",
            new() { ["title"] = "Radios for the border posts", ["designator"] = "UT-B-RAD", ["stage"] = "implementation", ["supplier"] = names.Partner.Name, ["recipient"] = names.Own.Name, ["unit"] = "Second Patrol Battalion", ["value"] = "3400000 USD" },
            new()
            {
                ["lines"] = [new() { ["item"] = "Radios", ["quantity"] = "240", ["value"] = "2900000 USD" }, new() { ["item"] = "Training", ["quantity"] = "1", ["value"] = "500000 USD" }],
                ["milestones"] = [new() { ["stage"] = "request", ["due"] = Day(-700), ["done"] = Day(-705) }, new() { ["stage"] = "offer", ["due"] = Day(-500), ["done"] = Day(-470) }, new() { ["stage"] = "signature", ["due"] = Day(-400), ["done"] = Day(-380) }],
                ["payments"] = [new() { ["what"] = "Initial deposit", ["value"] = "700000 USD", ["due"] = Day(-380), ["done"] = Day(-381) }], ["deliveries"] = [new() { ["item"] = "Radios, first 120", ["quantity"] = "120", ["due"] = Day(-35) }, new() { ["item"] = "Radios, the rest", ["quantity"] = "120", ["due"] = Day(90) }],
            }, cancellationToken);
        await KeepAsync("vetting-open", "vetting", new() { ["unit"] = "Second Patrol Battalion", ["body"] = names.Own.Name, ["scope"] = "both", ["outcome"] = "pending", ["note"] = "Waits for the answer of the human-rights office." }, [], cancellationToken);
        await KeepAsync("case-offer", "case", new() { ["title"] = "Detectors for the port", ["designator"] = "UT-B-DET", ["stage"] = "offer", ["supplier"] = names.Partner.Name, ["recipient"] = names.Own.Name, ["value"] = "1200000 USD" },
            new() { ["milestones"] = [new() { ["stage"] = "signature", ["due"] = Day(30) }] }, cancellationToken);
    }

    private async Task FiguresAsync(string file, string name, CancellationToken cancellationToken)
    {
        using var body = new StringContent(Resource.Text($"demo.{file}.csv"), System.Text.Encoding.UTF8, "text/csv");
        var about = $"name={Uri.EscapeDataString(name)}&source={Uri.EscapeDataString("Invented for the demonstration")}&limits={Uri.EscapeDataString("Every figure and every country is invented.")}&file={file}.csv";
        using var tried = await officer.PostAsync($"/programme/data-sets?{about}", body, cancellationToken);
        var text = await tried.Content.ReadAsStringAsync(cancellationToken);
        var id = tried.IsSuccessStatusCode ? JsonNode.Parse(text)?["dataSet"]?["id"]?.GetValue<string>() : throw new InvalidOperationException($"The figures of the demonstration were refused: {text}");
        using var taken = await officer.PostAsync($"/programme/data-sets/{id}/take", null, cancellationToken);
        _ids[file] = taken.IsSuccessStatusCode ? id ?? "" : throw new InvalidOperationException("The figures of the demonstration were not taken.");
    }

    private async Task KeepAsync(string key, string kind, Dictionary<string, string> fields, Dictionary<string, List<Dictionary<string, string>>> rows, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["kind"] = kind, ["handling"] = "TLP:GREEN", ["fields"] = JsonSerializer.SerializeToNode(fields), ["rows"] = JsonSerializer.SerializeToNode(rows) };
        using var answer = await officer.PostAsJsonAsync("/programme/records", body, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        _ids[key] = answer.IsSuccessStatusCode ? JsonNode.Parse(text)?["id"]?.GetValue<string>() ?? "" : throw new InvalidOperationException($"The programme of the demonstration was refused: {text}");
    }

    private string Day(int fromToday) => today.AddDays(fromToday).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
