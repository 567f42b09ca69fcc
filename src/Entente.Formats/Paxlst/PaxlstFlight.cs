using System.Globalization;
using Entente.Formats.Edifact;

namespace Entente.Formats.Paxlst;

/// <summary>The legs of the flight that a message is about, from TDT, LOC and DTM before the first person (group 2 and 3).</summary>
internal sealed class PaxlstFlight
{
    /// <summary>A crossing is shown on one line; what a hostile message writes there must not fill it.</summary>
    private const int LongestPart = 12;

    /// <summary>No flight has more; further legs are passed over.</summary>
    public const int MostLegs = 16;

    private readonly List<Leg> _legs = [];
    private string _place = "";
    private (string From, string To, string Crossing)? _last;

    /// <summary>True where a TDT has been read.</summary>
    public bool IsStated => _legs.Count > 0;

    /// <summary>The legs as far as they were read.</summary>
    public IEnumerable<FlightLeg> Legs => _legs.Select(leg => leg.Stated());

    /// <summary>Forgets the flight before the next one.</summary>
    public void Clear()
    {
        _legs.Clear();
        (_place, _last) = ("", null);
    }

    /// <summary>Takes a segment that stands before the first person.</summary>
    public void Take(EdifactReader segment)
    {
        switch (segment.Tag)
        {
            case "TDT":
                Begin(FlightNumber(segment), Short(segment[5]));
                break;
            case "LOC" when IsStated:
                TakePlace(segment[1], Short(segment[2]));
                break;
            case "DTM" when IsStated:
                TakeTime(segment[1], segment[1, 1]);
                break;
        }
    }

    /// <summary>Begins a leg, to which the places and times behind it belong.</summary>
    public void Begin(string number, string carrier)
    {
        if (_legs.Count < MostLegs)
        {
            _legs.Add(new Leg { Number = number, Carrier = carrier });
            _place = "";
        }
    }

    /// <summary>
    /// "AB123 2026-03-01 CMN-CDG" for a person who boards and leaves at the given places, where these are empty for the whole
    /// flight. Parts that the message does not state are missing.
    /// </summary>
    public string CrossingOf(string from, string to)
    {
        if (_last is { } last && last.From == from && last.To == to)
        {
            return last.Crossing;
        }

        var first = from.Length == 0 ? 0 : Math.Max(_legs.FindIndex(leg => leg.From == from), 0);
        var final = to.Length == 0 ? -1 : _legs.FindLastIndex(leg => leg.To == to);
        var legs = _legs[first..(final < first ? _legs.Count : final + 1)];
        var numbers = string.Join('/', legs.Select(leg => leg.Number).Where(number => number.Length > 0).Distinct());
        var date = legs is [var start, ..] ? start.Date : "";
        var places = Route(from.Length > 0 ? from : legs.FirstOrDefault()?.From, to.Length > 0 ? to : legs.LastOrDefault()?.To);
        var crossing = string.Join(' ', new[] { numbers, date, places }.Where(part => part.Length > 0));
        _last = (from, to, crossing);
        return crossing;
    }

    /// <summary>A place, cut where it is too long to be one.</summary>
    public static string Short(ReadOnlySpan<char> place) => place[..Math.Min(place.Length, LongestPart)].ToString();

    private static string Route(string? from, string? to) =>
        string.IsNullOrEmpty(from) && string.IsNullOrEmpty(to) ? "" : $"{from}-{to}";

    /// <summary>Some senders write the carrier (C040) apart from the number (8028).</summary>
    private static string FlightNumber(EdifactReader segment)
    {
        var number = Short(segment[2]);
        return number.Length > 0 && number.All(char.IsAsciiDigit) ? Short(segment[5]) + number : number;
    }

    /// <summary>LOC 3227: 125 last departure, 87 first arrival, 130 final arrival, 92 either, as the time behind it tells.</summary>
    private void TakePlace(ReadOnlySpan<char> function, string place)
    {
        var leg = _legs[^1];
        switch (function)
        {
            case "125" or "92" when function is "125" || leg.From.Length == 0:
                (leg.From, leg.FromFunction) = (place, function.ToString());
                break;
            case "87" or "130" or "92":
                (leg.To, leg.ToFunction) = (place, function.ToString());
                break;
        }

        _place = function is "92" ? place : "";
    }

    /// <summary>DTM 2005: 189 departure, 232 arrival, local time as YYMMDDHHMM or CCYYMMDDHHMM; the day is enough here.</summary>
    private void TakeTime(ReadOnlySpan<char> function, ReadOnlySpan<char> time)
    {
        var leg = _legs[^1];
        if (function is "232" && _place.Length > 0 && leg.From == _place && leg.To.Length == 0)
        {
            (leg.From, leg.To, leg.ToFunction) = ("", _place, leg.FromFunction);
        }

        switch (function)
        {
            case "189":
                (leg.Departure, leg.DepartureDay) = (TimeOf(time) ?? leg.Departure, DayOf(time) ?? leg.DepartureDay);
                break;
            case "232":
                leg.Arrival = TimeOf(time) ?? leg.Arrival;
                break;
        }

        if (function is "189" && !time.ContainsAnyExceptInRange('0', '9'))
        {
            leg.Date = time.Length switch
            {
                6 or 10 => $"20{time[..2]}-{time[2..4]}-{time[4..6]}",
                8 or 12 => $"{time[..4]}-{time[4..6]}-{time[6..8]}",
                _ => leg.Date,
            };
        }
    }

    /// <summary>Day and time; null where the text is no time.</summary>
    private static DateTime? TimeOf(ReadOnlySpan<char> text) =>
        DateTime.TryParseExact(text.Length == 10 ? $"20{text}" : text, "yyyyMMddHHmm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static DateOnly? DayOf(ReadOnlySpan<char> text)
    {
        var day = text.Length is 6 or 10 ? $"20{text[..6]}" : text[..Math.Min(8, text.Length)];
        return DateOnly.TryParseExact(day, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
    }

    private sealed class Leg
    {
        public string Number { get; init; } = "";

        public string From { get; set; } = "";

        public string To { get; set; } = "";

        public string Date { get; set; } = "";

        public string Carrier { get; init; } = "";

        public string FromFunction { get; set; } = "125";

        public string ToFunction { get; set; } = "87";

        public DateOnly? DepartureDay { get; set; }

        public DateTime? Departure { get; set; }

        public DateTime? Arrival { get; set; }

        public FlightLeg Stated() => new()
        {
            Flight = Number,
            Carrier = Carrier.Length > 0 ? Carrier : FlightDesignator.CarrierOf(Number),
            From = From,
            To = To,
            FromFunction = FromFunction,
            ToFunction = ToFunction,
            DepartureDay = DepartureDay,
            Departure = Departure,
            Arrival = Arrival,
        };
    }
}
