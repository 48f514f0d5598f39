/** The questions that have a name on the page; one that no flow asks any more is shown as it was stored. */
export const QUESTIONS = [
  ...['welcome.language', 'welcome.resume', 'welcome.menu'],
  ...['registration.name', 'registration.age', 'registration.birthYear', 'registration.gender'],
  ...['registration.comorbidity', 'registration.cardType', 'registration.cardNumber', 'registration.pinCode'],
  ...['registration.district', 'registration.confirm', 'registration.correct', 'registration.notYet'],
  ...['booking.person', 'booking.missed', 'booking.secondDose', 'booking.offer', 'booking.nothing', 'booking.day'],
  ...['booking.pinCode', 'booking.confirmMove', 'booking.booked', 'booking.bookedTogether'],
  ...['waiting.confirm', 'waiting.hours', 'waiting.price', 'waiting.looking', 'proposal.proposed', 'proposal.booked'],
  ...['appointment.none', 'appointment.person', 'appointment.standing', 'appointment.stopped', 'appointment.menu'],
  ...['appointment.confirmCancel', 'appointment.cancelled', 'correction.about', 'handOver.ask', 'handOver.code'],
  ...['invited.asked', 'looks.shown', 'person.heard', 'optOut.confirm', 'optOut.stopped'],
  ...['binding.phone', 'binding.code', 'binding.proved', 'binding.taken'],
];
