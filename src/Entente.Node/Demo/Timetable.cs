using System.Globalization;

namespace Entente.Node.Demo;

/// <summary>
/// What arrives at the posts of Utopia, message by message, without end: flights with changes, duplicates and close-outs, ferries, coaches and cars at the
/// bridge. Pure: the same seed, start and pace give the same messages.
/// </summary>
internal sealed class Timetable(ulong seed, DateTimeOffset start, TimeSpan pace)
{
    /// <summary>So many messages arrive at once, so that the first screen shows something.</summary>
    public const int Opening = 24;

    // One listed person, or somebody who is taken for one, in so many crossings.
    private const int CrossingsToOneMeant = 14;

    // The first crossings: F flight, B broken list of one, S ferry, C coach, R car. Then dice decide.
    private const string OpeningKinds = "FSRCFRSRFRRB";

    private static readonly string[] Airports = ["CMN", "TUN", "DKR", "BKO", "NDJ", "MAD", "CDG", "IST", "ALG", "CAI"];

    private readonly Dice _dice = new(seed);
    private readonly Crowd _crowd = new(new Dice(~seed), NameTable.OfTheProgram, start.Year);
    private readonly PriorityQueue<Func<DemoMessage>, (long Turn, int Order)> _later = new();
    private int _meant, _crossings, _flights, _others, _order;
    private long _turn;

    /// <summary>The messages. Ask once only: it goes on where it stands.</summary>
    public IEnumerable<DemoMessage> Messages()
    {
        for (_turn = 0; ; _turn++)
        {
            yield return _later.TryPeek(out _, out var due) && due.Turn <= _turn ? _later.Dequeue()() : New(KindNow());
        }
    }

    private char KindNow() => _crossings < OpeningKinds.Length ? OpeningKinds[_crossings] : _dice.Below(100) switch { < 12 => 'F', < 13 => 'B', < 21 => 'S', < 27 => 'C', _ => 'R' };

    private DateTime Now => (start + (pace * Math.Max(0, _turn - Opening))).UtcDateTime;

    private DemoMessage New(char kind)
    {
        _crossings++;
        return kind switch { 'F' => Flight(broken: false), 'B' => Flight(broken: true), 'S' => Listed(Ferry), 'C' => Listed(Coach), _ => Road() };
    }

    private DemoMessage Flight(bool broken)
    {
        var (from, to) = (_dice.Of(Airports), DemoPosts.Airport);
        var arrives = broken || !_dice.OnceIn(4) || _flights == 0;
        var departs = Rounded(Now.AddMinutes(60 + _dice.Below(180)));
        var flight = new DemoFlight
        {
            Number = string.Create(CultureInfo.InvariantCulture, $"UT{1000 + (_flights++ % 9000)}"),
            From = arrives ? from : to, To = arrives ? to : from, Departs = departs, Arrives = departs.AddMinutes(90 + (5 * _dice.Below(60))), People = People(40 + _dice.Below(110)),
        };
        if (broken)
        {
            return new DemoMessage("flight", $"{flight.Words}, a list that breaks off", new DemoContent.Manifest(flight.Broken())) { IsBroken = true, People = flight.People };
        }

        Follow(flight, arrives);
        return new DemoMessage("flight", $"{flight.Words}, {flight.People.Count} passengers", new DemoContent.Manifest(flight.PassengerList())) { People = flight.People };
    }

    /// <summary>What the airline says of the flight later, and who comes to the counter.</summary>
    private void Follow(DemoFlight flight, bool arrives)
    {
        var innocent = Enumerable.Range(0, flight.People.Count).Where(i => flight.People[i].Meant.Length == 0).ToList();
        if (_dice.OnceIn(2))
        {
            var (place, document) = (_dice.Of(innocent), _crowd.Next().Document);
            Later(3 + _dice.Below(4), () => new DemoMessage("flight", $"{flight.Words}, a change", new DemoContent.Manifest(flight.Change(place, document))) { People = [flight.People[place]] });
        }

        if (_dice.OnceIn(3))
        {
            Later(4 + _dice.Below(5), () => new DemoMessage("flight", $"{flight.Words}, the list once more", new DemoContent.Manifest(flight.PassengerList())) { People = flight.People });
        }

        // Whoever has no answer yet is not taken on board.
        var left = Enumerable.Range(0, flight.People.Count).Where(i => flight.People[i].Meant is Cast.Refused or "detain" || _dice.OnceIn(40)).ToList();
        var closed = 10 + _dice.Below(8);
        Later(closed, () => new DemoMessage("flight", $"{flight.Words}, closed, {left.Count} left behind", new DemoContent.Manifest(flight.CloseOut(left))));
        if (arrives)
        {
            foreach (var i in innocent.Except(left).Take(2))
            {
                Later(closed + 2, () => Counter("counter", DemoPosts.Air, flight.People[i], vehicle: null, $"somebody of {flight.Number}"));
            }
        }
    }

    /// <summary>A ferry or a coach, of which the line sends a list as JSON.</summary>
    private DemoMessage Listed(Line line)
    {
        var (from, people) = (_dice.Of(line.Places), People(line.Least + _dice.Below(line.Least * 2)));
        var departs = Rounded(Now.AddMinutes(30 + _dice.Below(120)));
        var number = string.Create(CultureInfo.InvariantCulture, $"{line.Carrier}{1000 + (_others++ % 9000)}");
        var body = new
        {
            kind = line.Kind, carrier = line.Carrier, number, from, to = line.To, departs, arrives = departs.AddMinutes(150),
            travellers = people.Select((p, i) => Typed(p, i, $"{number}-{i + 1}")).ToList(),
        };
        return new DemoMessage(line.Kind, $"{number} {from}-{line.To}, {people.Count} passengers", new DemoContent.Crossing(body)) { People = people };
    }

    private DemoMessage Road()
    {
        var traveller = People(1)[0];
        var plate = string.Create(CultureInfo.InvariantCulture, $"{_dice.Below(90000) + 10000}-{(char)('A' + _dice.Below(6))}-{_dice.Below(80) + 1}");
        return Counter("road", DemoPosts.Land, traveller, plate, "a car at the bridge");
    }

    private DemoMessage Counter(string kind, string post, DemoTraveller traveller, string? vehicle, string words)
    {
        var direction = kind == "counter" || !_dice.OnceIn(3) ? "entry" : "exit";
        var mrz = vehicle is null || _dice.OnceIn(2) ? PassportZone.Of(traveller, DateOnly.FromDateTime(Now)) : null;
        var typed = mrz is null ? Typed(traveller, _dice.Below(3), reference: null) : null;
        return new DemoMessage(kind, $"{words}, {direction}", new DemoContent.Check(new { post, direction, mrz, typed, vehicle })) { People = [traveller] };
    }

    private List<DemoTraveller> People(int count)
    {
        var people = Enumerable.Range(0, count).Select(_ => _crowd.Next()).ToList();
        if (_crossings <= OpeningKinds.Length || _crossings % CrossingsToOneMeant == 0)
        {
            people[_dice.Below(count)] = Cast.Appearances[_meant++ % Cast.Appearances.Count];
        }

        return people;
    }

    /// <summary>A traveller as JSON; every third is written in his own script.</summary>
    private static object Typed(DemoTraveller p, int place, string? reference) => new
    {
        reference,
        familyName = place % 3 == 0 ? p.OriginalFamily : p.Family,
        givenNames = place % 3 == 0 ? p.OriginalGiven : p.Given,
        birthDate = p.BirthDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        sex = $"{p.Sex}",
        nationality = p.Nationality,
        documentNumber = p.Document,
        documentIssuer = p.Nationality,
    };

    private void Later(int turns, Func<DemoMessage> message) => _later.Enqueue(message, (_turn + turns, _order++));

    private static Line Ferry { get; } = new("ferry", "UF", ["MATNG", "ESALG", "FRMRS", "ITGOA"], DemoPosts.Harbour, 15);

    private static Line Coach { get; } = new("road", "UC", ["ANYDER", "NEPHELO"], DemoPosts.Bridge, 10);

    private static DateTime Rounded(DateTime at) => new(at.Ticks - (at.Ticks % TimeSpan.FromMinutes(5).Ticks), DateTimeKind.Unspecified);

    private sealed record Line(string Kind, string Carrier, IReadOnlyList<string> Places, string To, int Least);
}

/// <summary>The posts of the State of Utopia and the codes under which messages name them.</summary>
internal static class DemoPosts
{
    public const string Air = "UTO-AIR", Sea = "UTO-SEA", Land = "UTO-LAND";

    /// <summary>As airlines name the airport.</summary>
    public const string Airport = "UTO";

    /// <summary>As shipping lines name the port.</summary>
    public const string Harbour = "UTAMA";

    /// <summary>As coach lines name the bridge.</summary>
    public const string Bridge = "UTBRI";
}
