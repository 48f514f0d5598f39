/** Written by `npm run openapi`: not to be changed by hand. */

export interface paths {
  '/auth/public/generateOTP': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send a code to a number
     * @description A code works for ten minutes, also where a later one was asked for. A number gets five in an hour, the second after 30 seconds, and each further one after twice as long; a network without a key may ask for 30 in an hour.
     */
    post: operations['postAuthPublicGenerateOTP'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/public/confirmOTP': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Give the code back for a token
     * @description After five wrong codes in ten minutes none is right until these are over. The program that asked for a code is the one that gives it back: with the same key, or both times without one.
     */
    post: operations['postAuthPublicConfirmOTP'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/generateOTP': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send a code to a number
     * @description A code works for ten minutes, also where a later one was asked for. A number gets five in an hour, the second after 30 seconds, and each further one after twice as long; a network without a key may ask for 30 in an hour.
     */
    post: operations['postAuthGenerateOTP'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/confirmOTP': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Give the code back for a token
     * @description After five wrong codes in ten minutes none is right until these are over. The program that asked for a code is the one that gives it back: with the same key, or both times without one.
     */
    post: operations['postAuthConfirmOTP'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/generateMobileOTP': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send a code to a number
     * @description A code works for ten minutes, also where a later one was asked for. A number gets five in an hour, the second after 30 seconds, and each further one after twice as long; a network without a key may ask for 30 in an hour.
     */
    post: operations['postAuthGenerateMobileOTP'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/validateMobileOtp': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Give the code back for a token
     * @description After five wrong codes in ten minutes none is right until these are over. The program that asked for a code is the one that gives it back: with the same key, or both times without one.
     */
    post: operations['postAuthValidateMobileOtp'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/staff/token': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sign a member of staff in
     * @description For vaccinators and managers of centres. Each sign-in is written to the audit trail.
     */
    post: operations['postAuthStaffToken'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/logout': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Revoke the token */
    post: operations['postAuthLogout'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/admin/location/states': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All states */
    get: operations['getAdminLocationStates'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/admin/location/districts/{state_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The districts of a state */
    get: operations['getAdminLocationDistrictsByStateId'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/appointment/sessions/public/findByPin': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Sessions of a day in a PIN code
     * @description Answered from what was read up to five seconds ago. A session without places left is listed with 0.
     */
    get: operations['getAppointmentSessionsPublicFindByPin'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/appointment/sessions/findByPin': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Sessions of a day in a PIN code
     * @description As without signing in, but read within the last second.
     */
    get: operations['getAppointmentSessionsFindByPin'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/appointment/sessions/public/findByDistrict': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Sessions of a day in a district
     * @description Answered from what was read up to five seconds ago. A session without places left is listed with 0.
     */
    get: operations['getAppointmentSessionsPublicFindByDistrict'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/appointment/sessions/findByDistrict': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Sessions of a day in a district
     * @description As without signing in, but read within the last second.
     */
    get: operations['getAppointmentSessionsFindByDistrict'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/appointment/sessions/public/calendarByPin': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Seven days in a PIN code, by center
     * @description Answered from what was read up to five seconds ago. A session without places left is listed with 0.
     */
    get: operations['getAppointmentSessionsPublicCalendarByPin'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/appointment/sessions/calendarByPin': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Seven days in a PIN code, by center
     * @description As without signing in, but read within the last second.
     */
    get: operations['getAppointmentSessionsCalendarByPin'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/appointment/sessions/public/calendarByDistrict': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Seven days in a district, by center
     * @description Answered from what was read up to five seconds ago. A session without places left is listed with 0.
     */
    get: operations['getAppointmentSessionsPublicCalendarByDistrict'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/appointment/sessions/calendarByDistrict': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Seven days in a district, by center
     * @description As without signing in, but read within the last second.
     */
    get: operations['getAppointmentSessionsCalendarByDistrict'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/appointment/sessions/public/calendarByCenter': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Seven days at one center
     * @description Answered from what was read up to five seconds ago. A session without places left is listed with 0.
     */
    get: operations['getAppointmentSessionsPublicCalendarByCenter'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/appointment/sessions/calendarByCenter': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Seven days at one center
     * @description As without signing in, but read within the last second.
     */
    get: operations['getAppointmentSessionsCalendarByCenter'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/registration/beneficiary/idTypes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The cards that somebody may be registered with */
    get: operations['getRegistrationBeneficiaryIdTypes'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/registration/beneficiary/genders': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The genders */
    get: operations['getRegistrationBeneficiaryGenders'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/registration/beneficiary/new': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Registers somebody on the number
     * @description The same person (number, card and name) again has the same id. Who may not be vaccinated yet is registered too. At most 10 registrations are tried for a number in 24 hours.
     */
    post: operations['postRegistrationBeneficiaryNew'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/registration/beneficiary/delete': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Takes somebody off the number who has had no dose and has no appointment */
    post: operations['postRegistrationBeneficiaryDelete'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/appointment/beneficiaries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Everybody registered on the number, with their appointments
     * @description Of the number of a card only the last four signs are kept, and no more is given back.
     */
    get: operations['getAppointmentBeneficiaries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/appointment/schedule': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Books one to four people in one slot
     * @description All of them or none. The slip is sent to the number by SMS as well.
     */
    post: operations['postAppointmentSchedule'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/appointment/reschedule': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Moves an appointment, with all who are booked together, to another slot */
    post: operations['postAppointmentReschedule'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/appointment/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Cancels an appointment, or the part of some of those who are booked together
     * @description The number is told by SMS.
     */
    post: operations['postAppointmentCancel'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/auth/getRecaptcha': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A picture of five letters, for programs that show one
     * @description Booking works without it. Where `captcha` is sent, it has to be the last picture’s, within 5 minutes, once.
     */
    post: operations['postAuthGetRecaptcha'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/appointment/appointmentslip/download': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The slip of an appointment, to be taken along
     * @description In the language of Accept-Language (hi_IN, bn_IN), else in the one in which the number writes to us, else in English.
     */
    get: operations['getAppointmentAppointmentslipDownload'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/registration/certificate/download': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The certificate of a dose that was given
     * @description In the language of Accept-Language (hi_IN, bn_IN), else in the one in which the number writes to us, else in English.
     */
    get: operations['getRegistrationCertificateDownload'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/registration/certificate/public/download': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The certificate of a dose that was given
     * @description In the language of Accept-Language (hi_IN, bn_IN), else in the one in which the number writes to us, else in English.
     */
    get: operations['getRegistrationCertificatePublicDownload'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/vaccinator/beneficiaries/new': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Registers somebody on the spot and gives them a place of today
     * @description Without `mobile_number` nothing is ever sent to them, and the code for the door is in the answer.
     */
    post: operations['postVaccinatorBeneficiariesNew'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/vaccinator/onspots/schedule': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Gives a place of today to somebody who is registered already
     * @description For the dose that is due, of the vaccine that fits: `session_id`, `slot`, `vaccine` and `dose` are not looked at.
     */
    post: operations['postVaccinatorOnspotsSchedule'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/vaccinator/beneficiaries/findByReferenceId': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who stands here, by their number
     * @description Shows nobody but who has an open appointment today at a center where the member of staff works; anybody else is answered like an unknown one. Every look is written down, and the beneficiary can ask who looked. At most 300 in an hour.
     */
    get: operations['getVaccinatorBeneficiariesFindByReferenceId'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/vaccinator/beneficiaries/findByMobile': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who stands here, by their telephone
     * @description Shows nobody but who has an open appointment today at a center where the member of staff works; anybody else is answered like an unknown one. Every look is written down, and the beneficiary can ask who looked. At most 300 in an hour.
     */
    get: operations['getVaccinatorBeneficiariesFindByMobile'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/vaccinator/certificate/download': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The certificate of a dose that was given where the member of staff works */
    get: operations['getVaccinatorCertificateDownload'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/codes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The codes a number was sent in the last ten minutes, the newest first */
    get: operations['getCodes'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/messages': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All messages a number was sent, the newest first */
    get: operations['getMessages'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    Session: {
      center_id: number;
      name: string;
      /** @description In the language of Accept-Language, where it is hi_IN or bn_IN */
      name_l?: string;
      address: string;
      /** @description In the language of Accept-Language, where it is hi_IN or bn_IN */
      address_l?: string;
      state_name: string;
      /** @description In the language of Accept-Language, where it is hi_IN or bn_IN */
      state_name_l?: string;
      district_name: string;
      /** @description In the language of Accept-Language, where it is hi_IN or bn_IN */
      district_name_l?: string;
      block_name: string;
      /** @description In the language of Accept-Language, where it is hi_IN or bn_IN */
      block_name_l?: string;
      /** @example 700091 */
      pincode: number;
      /** @description Whole degrees */
      lat: number;
      /** @description Whole degrees */
      long: number;
      /** @example 09:00:00 */
      from: string;
      /** @example 09:00:00 */
      to: string;
      /** @enum {string} */
      fee_type: 'Free' | 'Paid';
      /**
       * @description Rupees
       * @example 250
       */
      fee: string;
      /** Format: uuid */
      session_id: string;
      /** @description DD-MM-YYYY */
      date: string;
      /** @description Both doses together */
      available_capacity: number;
      available_capacity_dose1: number;
      available_capacity_dose2: number;
      /** @description The youngest who may come that day, some of them only with a listed illness */
      min_age_limit: number;
      /** @description Anybody from 18 years on, without a listed illness */
      allow_all_age: boolean;
      /** @example COVISHIELD */
      vaccine: string;
      /** @description Those that are not over */
      slots: string[];
    };
    Center: {
      center_id: number;
      name: string;
      /** @description In the language of Accept-Language, where it is hi_IN or bn_IN */
      name_l?: string;
      address: string;
      /** @description In the language of Accept-Language, where it is hi_IN or bn_IN */
      address_l?: string;
      state_name: string;
      /** @description In the language of Accept-Language, where it is hi_IN or bn_IN */
      state_name_l?: string;
      district_name: string;
      /** @description In the language of Accept-Language, where it is hi_IN or bn_IN */
      district_name_l?: string;
      block_name: string;
      /** @description In the language of Accept-Language, where it is hi_IN or bn_IN */
      block_name_l?: string;
      /** @example 700091 */
      pincode: number;
      /** @description Whole degrees */
      lat: number;
      /** @description Whole degrees */
      long: number;
      /** @example 09:00:00 */
      from: string;
      /** @example 09:00:00 */
      to: string;
      /** @enum {string} */
      fee_type: 'Free' | 'Paid';
      sessions: {
        /** Format: uuid */
        session_id: string;
        /** @description DD-MM-YYYY */
        date: string;
        /** @description Both doses together */
        available_capacity: number;
        available_capacity_dose1: number;
        available_capacity_dose2: number;
        /** @description The youngest who may come that day, some of them only with a listed illness */
        min_age_limit: number;
        /** @description Anybody from 18 years on, without a listed illness */
        allow_all_age: boolean;
        /** @example COVISHIELD */
        vaccine: string;
        /** @description Those that are not over */
        slots: string[];
      }[];
      vaccine_fees?: {
        vaccine: string;
        /** @description Rupees */
        fee: string;
      }[];
    };
    Beneficiary: {
      /** @example 12345678901234 */
      beneficiary_reference_id: string;
      name: string;
      /** @example 1952 */
      birth_year: string;
      /** @enum {string} */
      gender: 'Male' | 'Female' | 'Others';
      /** @description The last four digits */
      mobile_number: string;
      /** @example Voter ID */
      photo_id_type: string;
      /** @example XXXXXX6253 */
      photo_id_number: string;
      /** @enum {string} */
      comorbidity_ind: 'Y' | 'N';
      /** @enum {string} */
      vaccination_status: 'Not Vaccinated' | 'Partially Vaccinated' | 'Vaccinated';
      /**
       * @description Of the doses so far; empty before the first one
       * @example COVISHIELD
       */
      vaccine: string;
      /** @description DD-MM-YYYY; empty before the dose */
      dose1_date: string;
      dose2_date: string;
      /** @description To come, and those at which a dose was given */
      appointments: components['schemas']['Appointment'][];
    };
    Appointment: {
      /**
       * Format: uuid
       * @description One for all who were booked together
       */
      appointment_id: string;
      /** Format: uuid */
      session_id: string;
      center_id: number;
      name: string;
      /** @description In the language of Accept-Language, where it is hi_IN or bn_IN */
      name_l?: string;
      address: string;
      /** @description In the language of Accept-Language, where it is hi_IN or bn_IN */
      address_l?: string;
      state_name: string;
      /** @description In the language of Accept-Language, where it is hi_IN or bn_IN */
      state_name_l?: string;
      district_name: string;
      /** @description In the language of Accept-Language, where it is hi_IN or bn_IN */
      district_name_l?: string;
      block_name: string;
      /** @description In the language of Accept-Language, where it is hi_IN or bn_IN */
      block_name_l?: string;
      /**
       * @description Text, and not a number as with centers
       * @example 700091
       */
      pincode: string;
      /** @description Whole degrees */
      lat: number;
      /** @description Whole degrees */
      long: number;
      /** @example 09:00:00 */
      from: string;
      /** @example 09:00:00 */
      to: string;
      /** @enum {string} */
      fee_type: 'Free' | 'Paid';
      /**
       * @description Rupees
       * @example 0
       */
      fee: string;
      /** @example COVISHIELD */
      vaccine: string;
      dose: number;
      /**
       * @description DD-MM-YYYY
       * @example 31-03-2021
       */
      date: string;
      /** @example 09:00AM-11:00AM */
      slot: string;
    };
  };
  responses: {
    /** @description TIKAPI0400: The request cannot be read */
    Malformed: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @enum {string} */
          errorCode: 'TIKAPI0400';
          /** @description For whoever writes the client: what to do */
          error: string;
        };
      };
    };
    /** @description TIKAPI0407: The body is larger than 16 kB */
    TooLarge: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @enum {string} */
          errorCode: 'TIKAPI0407';
          /** @description For whoever writes the client: what to do */
          error: string;
        };
      };
    };
    /** @description TIKAPI0408: Send JSON, with "Content-Type: application/json" */
    NotJson: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @enum {string} */
          errorCode: 'TIKAPI0408';
          /** @description For whoever writes the client: what to do */
          error: string;
        };
      };
    };
    /** @description TIKAPI0429: Too many calls: wait as long as Retry-After says */
    TooMany: {
      headers: {
        /** @description Seconds to wait */
        'Retry-After': number;
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @enum {string} */
          errorCode: 'TIKAPI0429';
          /** @description For whoever writes the client: what to do */
          error: string;
        };
      };
    };
    /** @description TIKAPI0403: X-Api-Key is missing, unknown or disabled */
    KeyUnknown: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @enum {string} */
          errorCode: 'TIKAPI0403';
          /** @description For whoever writes the client: what to do */
          error: string;
        };
      };
    };
    /** @description TIKAPI0500: Something went wrong on our side: try again */
    Broken: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @enum {string} */
          errorCode: 'TIKAPI0500';
          /** @description For whoever writes the client: what to do */
          error: string;
        };
      };
    };
    /** @description TIKAPI0503: The service is starting or busy: try again in a moment */
    Unavailable: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @enum {string} */
          errorCode: 'TIKAPI0503';
          /** @description For whoever writes the client: what to do */
          error: string;
        };
      };
    };
    /** @description TIKAPI0404: This token is not meant for this call */
    Forbidden: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @enum {string} */
          errorCode: 'TIKAPI0404';
          /** @description For whoever writes the client: what to do */
          error: string;
        };
      };
    };
    /** @description TIKAPI0401: Unauthenticated access: sign in and send "Authorization: Bearer <token>". TIKAPI0402: Unauthenticated access: the token has expired or was revoked, sign in again. TIKAPI0403: X-Api-Key is missing, unknown or disabled */
    UnauthenticatedOrTokenExpiredOrKeyUnknown: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @enum {string} */
          errorCode: 'TIKAPI0401' | 'TIKAPI0402' | 'TIKAPI0403';
          /** @description For whoever writes the client: what to do */
          error: string;
        };
      };
    };
    /** @description TIKAPI0409: This Idempotency-Key was sent with another request before */
    KeyReused: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @enum {string} */
          errorCode: 'TIKAPI0409';
          /** @description For whoever writes the client: what to do */
          error: string;
        };
      };
    };
    /** @description TIKAPI0410: The same request is still being carried out: ask again in a moment */
    StillRunning: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @enum {string} */
          errorCode: 'TIKAPI0410';
          /** @description For whoever writes the client: what to do */
          error: string;
        };
      };
    };
  };
  parameters: {
    /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
    AcceptLanguage: string;
    /** @description Of your own making, new for each thing to be done: the same request with the same key is carried out once */
    IdempotencyKey: string;
    /** @description The ETag of what you have */
    IfNoneMatch: string;
  };
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  postAuthPublicGenerateOTP: {
    parameters: {
      query?: never;
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @example 9830012345 */
          mobile: string | number;
        };
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @description To be sent back with the code, within ten minutes
             * @example 3fa85f64-5717-4562-b3fc-2c963f66afa6
             */
            txnId: string;
          };
        };
      };
      400: components['responses']['Malformed'];
      401: components['responses']['KeyUnknown'];
      413: components['responses']['TooLarge'];
      415: components['responses']['NotJson'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  postAuthPublicConfirmOTP: {
    parameters: {
      query?: never;
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /**
           * @description SHA-256 of the six digits, in hexadecimal
           * @example 8d969eef6ecad3c29a3a629280e686cf0c3f5d5a86aff3ca12020c923adc6c92
           */
          otp: string;
          /**
           * @description As it was given
           * @example 3fa85f64-5717-4562-b3fc-2c963f66afa6
           */
          txnId: string;
        };
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description For "Authorization: Bearer …", 15 minutes long. It tells nobody whose it is */
            token: string;
          };
        };
      };
      /** @description USRAUT0012: OTP is required. USRAUT0013: txnId is required. USRAUT0014: Invalid OTP: the six digits are sent as SHA-256, in hexadecimal. TIKAPI0400: The request cannot be read */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'USRAUT0012' | 'USRAUT0013' | 'USRAUT0014' | 'TIKAPI0400';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      401: components['responses']['KeyUnknown'];
      413: components['responses']['TooLarge'];
      415: components['responses']['NotJson'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  postAuthGenerateOTP: {
    parameters: {
      query?: never;
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @example 9830012345 */
          mobile: string | number;
        };
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @description To be sent back with the code, within ten minutes
             * @example 3fa85f64-5717-4562-b3fc-2c963f66afa6
             */
            txnId: string;
          };
        };
      };
      400: components['responses']['Malformed'];
      401: components['responses']['KeyUnknown'];
      413: components['responses']['TooLarge'];
      415: components['responses']['NotJson'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  postAuthConfirmOTP: {
    parameters: {
      query?: never;
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /**
           * @description SHA-256 of the six digits, in hexadecimal
           * @example 8d969eef6ecad3c29a3a629280e686cf0c3f5d5a86aff3ca12020c923adc6c92
           */
          otp: string;
          /**
           * @description As it was given
           * @example 3fa85f64-5717-4562-b3fc-2c963f66afa6
           */
          txnId: string;
        };
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description For "Authorization: Bearer …", 15 minutes long. It tells nobody whose it is */
            token: string;
            /**
             * @description Y: nobody is registered on this number, and it has never written to us
             * @enum {string}
             */
            isNewAccount: 'Y' | 'N';
          };
        };
      };
      /** @description USRAUT0012: OTP is required. USRAUT0013: txnId is required. USRAUT0014: Invalid OTP: the six digits are sent as SHA-256, in hexadecimal. TIKAPI0400: The request cannot be read */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'USRAUT0012' | 'USRAUT0013' | 'USRAUT0014' | 'TIKAPI0400';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      401: components['responses']['KeyUnknown'];
      413: components['responses']['TooLarge'];
      415: components['responses']['NotJson'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  postAuthGenerateMobileOTP: {
    parameters: {
      query?: never;
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @example 9830012345 */
          mobile: string | number;
          /** @description What the portal sent; taken, and not looked at */
          secret?: unknown;
        };
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @description To be sent back with the code, within ten minutes
             * @example 3fa85f64-5717-4562-b3fc-2c963f66afa6
             */
            txnId: string;
          };
        };
      };
      400: components['responses']['Malformed'];
      401: components['responses']['KeyUnknown'];
      413: components['responses']['TooLarge'];
      415: components['responses']['NotJson'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  postAuthValidateMobileOtp: {
    parameters: {
      query?: never;
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /**
           * @description SHA-256 of the six digits, in hexadecimal
           * @example 8d969eef6ecad3c29a3a629280e686cf0c3f5d5a86aff3ca12020c923adc6c92
           */
          otp: string;
          /**
           * @description As it was given
           * @example 3fa85f64-5717-4562-b3fc-2c963f66afa6
           */
          txnId: string;
        };
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description For "Authorization: Bearer …", 15 minutes long. It tells nobody whose it is */
            token: string;
            /**
             * @description Y: nobody is registered on this number, and it has never written to us
             * @enum {string}
             */
            isNewAccount: 'Y' | 'N';
          };
        };
      };
      /** @description USRAUT0012: OTP is required. USRAUT0013: txnId is required. USRAUT0014: Invalid OTP: the six digits are sent as SHA-256, in hexadecimal. TIKAPI0400: The request cannot be read */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'USRAUT0012' | 'USRAUT0013' | 'USRAUT0014' | 'TIKAPI0400';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      401: components['responses']['KeyUnknown'];
      413: components['responses']['TooLarge'];
      415: components['responses']['NotJson'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  postAuthStaffToken: {
    parameters: {
      query?: never;
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description As in the consoles */
          user_name: string;
          /** @description As in the consoles */
          password: string;
          /**
           * @description The six digits their authenticator app shows
           * @example 123456
           */
          otp: string;
        };
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description For "Authorization: Bearer …", 15 minutes long. It tells nobody whose it is */
            token: string;
          };
        };
      };
      /** @description USRAUT0012: OTP is required. TIKAPI0400: The request cannot be read */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'USRAUT0012' | 'TIKAPI0400';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      /** @description TIKAPI0411: Wrong user_name, password or otp. TIKAPI0403: X-Api-Key is missing, unknown or disabled */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'TIKAPI0411' | 'TIKAPI0403';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      403: components['responses']['Forbidden'];
      413: components['responses']['TooLarge'];
      415: components['responses']['NotJson'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  postAuthLogout: {
    parameters: {
      query?: never;
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Malformed'];
      401: components['responses']['UnauthenticatedOrTokenExpiredOrKeyUnknown'];
      403: components['responses']['Forbidden'];
      413: components['responses']['TooLarge'];
      415: components['responses']['NotJson'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  getAdminLocationStates: {
    parameters: {
      query?: never;
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            states: {
              state_id: number;
              state_name: string;
              /** @description In the language of Accept-Language, where it is hi_IN or bn_IN */
              state_name_l?: string;
            }[];
            /**
             * @description Hours for which this may be kept
             * @constant
             */
            ttl: 24;
          };
        };
      };
      401: components['responses']['KeyUnknown'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  getAdminLocationDistrictsByStateId: {
    parameters: {
      query?: never;
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      path: {
        state_id: number | string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            districts: {
              state_id: number;
              district_id: number;
              district_name: string;
              /** @description In the language of Accept-Language, where it is hi_IN or bn_IN */
              district_name_l?: string;
            }[];
            /**
             * @description Hours for which this may be kept
             * @constant
             */
            ttl: 24;
          };
        };
      };
      /** @description TIKAPI1001: Unknown state_id: see /admin/location/states. TIKAPI0400: The request cannot be read */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'TIKAPI1001' | 'TIKAPI0400';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      401: components['responses']['KeyUnknown'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  getAppointmentSessionsPublicFindByPin: {
    parameters: {
      query: {
        /** @description Six digits */
        pincode: string | number;
        /** @description DD-MM-YYYY; today, where it is left out */
        date?: string;
        /** @description COVISHIELD, COVAXIN, … */
        vaccine?: string;
      };
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description The ETag of what you have */
        'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          /** @description Send it back as If-None-Match: 304 then says that nothing has changed */
          ETag: string;
          /** @description For how many seconds it need not be asked again */
          'Cache-Control': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            sessions: components['schemas']['Session'][];
          };
        };
      };
      /** @description What you have is what there is */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description APPOIN0018: Invalid Pincode. TIKAPI1004: Invalid date: send DD-MM-YYYY. TIKAPI0400: The request cannot be read */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'APPOIN0018' | 'TIKAPI1004' | 'TIKAPI0400';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      401: components['responses']['KeyUnknown'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  getAppointmentSessionsFindByPin: {
    parameters: {
      query: {
        /** @description Six digits */
        pincode: string | number;
        /** @description DD-MM-YYYY; today, where it is left out */
        date?: string;
        /** @description COVISHIELD, COVAXIN, … */
        vaccine?: string;
      };
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description The ETag of what you have */
        'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          /** @description Send it back as If-None-Match: 304 then says that nothing has changed */
          ETag: string;
          /** @description For how many seconds it need not be asked again */
          'Cache-Control': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            sessions: components['schemas']['Session'][];
          };
        };
      };
      /** @description What you have is what there is */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description APPOIN0018: Invalid Pincode. TIKAPI1004: Invalid date: send DD-MM-YYYY. TIKAPI0400: The request cannot be read */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'APPOIN0018' | 'TIKAPI1004' | 'TIKAPI0400';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      401: components['responses']['UnauthenticatedOrTokenExpiredOrKeyUnknown'];
      403: components['responses']['Forbidden'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  getAppointmentSessionsPublicFindByDistrict: {
    parameters: {
      query: {
        district_id: number | string;
        /** @description DD-MM-YYYY; today, where it is left out */
        date?: string;
        /** @description COVISHIELD, COVAXIN, … */
        vaccine?: string;
      };
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description The ETag of what you have */
        'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          /** @description Send it back as If-None-Match: 304 then says that nothing has changed */
          ETag: string;
          /** @description For how many seconds it need not be asked again */
          'Cache-Control': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            sessions: components['schemas']['Session'][];
          };
        };
      };
      /** @description What you have is what there is */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description TIKAPI1002: Unknown district_id: see /admin/location/districts/{state_id}. TIKAPI1004: Invalid date: send DD-MM-YYYY. TIKAPI0400: The request cannot be read */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'TIKAPI1002' | 'TIKAPI1004' | 'TIKAPI0400';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      401: components['responses']['KeyUnknown'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  getAppointmentSessionsFindByDistrict: {
    parameters: {
      query: {
        district_id: number | string;
        /** @description DD-MM-YYYY; today, where it is left out */
        date?: string;
        /** @description COVISHIELD, COVAXIN, … */
        vaccine?: string;
      };
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description The ETag of what you have */
        'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          /** @description Send it back as If-None-Match: 304 then says that nothing has changed */
          ETag: string;
          /** @description For how many seconds it need not be asked again */
          'Cache-Control': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            sessions: components['schemas']['Session'][];
          };
        };
      };
      /** @description What you have is what there is */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description TIKAPI1002: Unknown district_id: see /admin/location/districts/{state_id}. TIKAPI1004: Invalid date: send DD-MM-YYYY. TIKAPI0400: The request cannot be read */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'TIKAPI1002' | 'TIKAPI1004' | 'TIKAPI0400';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      401: components['responses']['UnauthenticatedOrTokenExpiredOrKeyUnknown'];
      403: components['responses']['Forbidden'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  getAppointmentSessionsPublicCalendarByPin: {
    parameters: {
      query: {
        /** @description Six digits */
        pincode: string | number;
        /** @description DD-MM-YYYY; today, where it is left out */
        date?: string;
        /** @description COVISHIELD, COVAXIN, … */
        vaccine?: string;
      };
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description The ETag of what you have */
        'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          /** @description Send it back as If-None-Match: 304 then says that nothing has changed */
          ETag: string;
          /** @description For how many seconds it need not be asked again */
          'Cache-Control': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            centers: components['schemas']['Center'][];
          };
        };
      };
      /** @description What you have is what there is */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description APPOIN0018: Invalid Pincode. TIKAPI1004: Invalid date: send DD-MM-YYYY. TIKAPI0400: The request cannot be read */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'APPOIN0018' | 'TIKAPI1004' | 'TIKAPI0400';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      401: components['responses']['KeyUnknown'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  getAppointmentSessionsCalendarByPin: {
    parameters: {
      query: {
        /** @description Six digits */
        pincode: string | number;
        /** @description DD-MM-YYYY; today, where it is left out */
        date?: string;
        /** @description COVISHIELD, COVAXIN, … */
        vaccine?: string;
      };
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description The ETag of what you have */
        'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          /** @description Send it back as If-None-Match: 304 then says that nothing has changed */
          ETag: string;
          /** @description For how many seconds it need not be asked again */
          'Cache-Control': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            centers: components['schemas']['Center'][];
          };
        };
      };
      /** @description What you have is what there is */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description APPOIN0018: Invalid Pincode. TIKAPI1004: Invalid date: send DD-MM-YYYY. TIKAPI0400: The request cannot be read */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'APPOIN0018' | 'TIKAPI1004' | 'TIKAPI0400';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      401: components['responses']['UnauthenticatedOrTokenExpiredOrKeyUnknown'];
      403: components['responses']['Forbidden'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  getAppointmentSessionsPublicCalendarByDistrict: {
    parameters: {
      query: {
        district_id: number | string;
        /** @description DD-MM-YYYY; today, where it is left out */
        date?: string;
        /** @description COVISHIELD, COVAXIN, … */
        vaccine?: string;
      };
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description The ETag of what you have */
        'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          /** @description Send it back as If-None-Match: 304 then says that nothing has changed */
          ETag: string;
          /** @description For how many seconds it need not be asked again */
          'Cache-Control': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            centers: components['schemas']['Center'][];
          };
        };
      };
      /** @description What you have is what there is */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description TIKAPI1002: Unknown district_id: see /admin/location/districts/{state_id}. TIKAPI1004: Invalid date: send DD-MM-YYYY. TIKAPI0400: The request cannot be read */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'TIKAPI1002' | 'TIKAPI1004' | 'TIKAPI0400';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      401: components['responses']['KeyUnknown'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  getAppointmentSessionsCalendarByDistrict: {
    parameters: {
      query: {
        district_id: number | string;
        /** @description DD-MM-YYYY; today, where it is left out */
        date?: string;
        /** @description COVISHIELD, COVAXIN, … */
        vaccine?: string;
      };
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description The ETag of what you have */
        'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          /** @description Send it back as If-None-Match: 304 then says that nothing has changed */
          ETag: string;
          /** @description For how many seconds it need not be asked again */
          'Cache-Control': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            centers: components['schemas']['Center'][];
          };
        };
      };
      /** @description What you have is what there is */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description TIKAPI1002: Unknown district_id: see /admin/location/districts/{state_id}. TIKAPI1004: Invalid date: send DD-MM-YYYY. TIKAPI0400: The request cannot be read */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'TIKAPI1002' | 'TIKAPI1004' | 'TIKAPI0400';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      401: components['responses']['UnauthenticatedOrTokenExpiredOrKeyUnknown'];
      403: components['responses']['Forbidden'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  getAppointmentSessionsPublicCalendarByCenter: {
    parameters: {
      query: {
        center_id: number | string;
        /** @description DD-MM-YYYY; today, where it is left out */
        date?: string;
        /** @description COVISHIELD, COVAXIN, … */
        vaccine?: string;
      };
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description The ETag of what you have */
        'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          /** @description Send it back as If-None-Match: 304 then says that nothing has changed */
          ETag: string;
          /** @description For how many seconds it need not be asked again */
          'Cache-Control': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            centers: components['schemas']['Center'];
          };
        };
      };
      /** @description What you have is what there is */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description TIKAPI1003: Unknown center_id. TIKAPI1004: Invalid date: send DD-MM-YYYY. TIKAPI0400: The request cannot be read */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'TIKAPI1003' | 'TIKAPI1004' | 'TIKAPI0400';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      401: components['responses']['KeyUnknown'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  getAppointmentSessionsCalendarByCenter: {
    parameters: {
      query: {
        center_id: number | string;
        /** @description DD-MM-YYYY; today, where it is left out */
        date?: string;
        /** @description COVISHIELD, COVAXIN, … */
        vaccine?: string;
      };
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description The ETag of what you have */
        'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          /** @description Send it back as If-None-Match: 304 then says that nothing has changed */
          ETag: string;
          /** @description For how many seconds it need not be asked again */
          'Cache-Control': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            centers: components['schemas']['Center'];
          };
        };
      };
      /** @description What you have is what there is */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description TIKAPI1003: Unknown center_id. TIKAPI1004: Invalid date: send DD-MM-YYYY. TIKAPI0400: The request cannot be read */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'TIKAPI1003' | 'TIKAPI1004' | 'TIKAPI0400';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      401: components['responses']['UnauthenticatedOrTokenExpiredOrKeyUnknown'];
      403: components['responses']['Forbidden'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  getRegistrationBeneficiaryIdTypes: {
    parameters: {
      query?: never;
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            types: {
              id: number;
              type: string;
              type_l?: string;
            }[];
            /** @description For how many hours it may be kept */
            ttl: number;
          };
        };
      };
      401: components['responses']['KeyUnknown'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  getRegistrationBeneficiaryGenders: {
    parameters: {
      query?: never;
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            genders: {
              id: number;
              gender: string;
              gender_l?: string;
            }[];
            /** @description For how many hours it may be kept */
            ttl: number;
          };
        };
      };
      401: components['responses']['KeyUnknown'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  postRegistrationBeneficiaryNew: {
    parameters: {
      query?: never;
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Of your own making, new for each thing to be done: the same request with the same key is carried out once */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /**
           * @description As on the card
           * @example Rahima Bibi
           */
          name: string;
          /** @example 1952 */
          birth_year: number | string;
          /**
           * @description An id of /registration/beneficiary/genders: 1, 2, 3
           * @example 2
           */
          gender_id: number | string;
          /**
           * @description An id of /registration/beneficiary/idTypes: 1, 2, 6, 8, 9, 10, 12
           * @example 12
           */
          photo_id_type: number | string;
          /**
           * @description Blanks, strokes and small letters do not matter
           * @example WKH1186253
           */
          photo_id_number: string | number;
          /**
           * @description Has an illness of the list: younger people may then come
           * @default N
           * @enum {string}
           */
          comorbidity_ind?: 'Y' | 'N';
          consent_version?: string | number;
          /**
           * @description Where they are at home. Our own field: whoever names it is not asked for it later
           * @example 700091
           */
          pincode?: string | number;
        };
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @example 12345678901234 */
            beneficiary_reference_id: string;
          };
        };
      };
      /** @description TIKAPI2001: photo_id_number cannot be right for this photo_id_type. TIKAPI2002: This card is registered already. TIKAPI2003: As many people as may be are registered on this number. TIKAPI2004: birth_year cannot be right: people of 18 to 118 years are registered. APPOIN0018: Invalid Pincode. TIKAPI0400: The request cannot be read */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'TIKAPI2001' | 'TIKAPI2002' | 'TIKAPI2003' | 'TIKAPI2004' | 'APPOIN0018' | 'TIKAPI0400';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      401: components['responses']['UnauthenticatedOrTokenExpiredOrKeyUnknown'];
      403: components['responses']['Forbidden'];
      409: components['responses']['StillRunning'];
      413: components['responses']['TooLarge'];
      415: components['responses']['NotJson'];
      422: components['responses']['KeyReused'];
      /** @description TIKAPI2009: Too many registrations on this number today. TIKAPI0429: Too many calls: wait as long as Retry-After says */
      429: {
        headers: {
          /** @description Seconds to wait */
          'Retry-After': number;
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'TIKAPI2009' | 'TIKAPI0429';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  postRegistrationBeneficiaryDelete: {
    parameters: {
      query?: never;
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Of your own making, new for each thing to be done: the same request with the same key is carried out once */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @example 12345678901234 */
          beneficiary_reference_id: string | number;
        };
      };
    };
    responses: {
      /** @description Done */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description TIKAPI2007: Somebody who was vaccinated is not deleted. TIKAPI2008: Cancel the appointment first. TIKAPI0400: The request cannot be read */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'TIKAPI2007' | 'TIKAPI2008' | 'TIKAPI0400';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      401: components['responses']['UnauthenticatedOrTokenExpiredOrKeyUnknown'];
      403: components['responses']['Forbidden'];
      /** @description TIKAPI2006: No such beneficiary on this number */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'TIKAPI2006';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      409: components['responses']['StillRunning'];
      413: components['responses']['TooLarge'];
      415: components['responses']['NotJson'];
      422: components['responses']['KeyReused'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  getAppointmentBeneficiaries: {
    parameters: {
      query?: never;
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            beneficiaries: components['schemas']['Beneficiary'][];
          };
        };
      };
      /** @description APPOIN0001: Nobody is registered on this number */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'APPOIN0001';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      401: components['responses']['UnauthenticatedOrTokenExpiredOrKeyUnknown'];
      403: components['responses']['Forbidden'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  postAppointmentSchedule: {
    parameters: {
      query?: never;
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Of your own making, new for each thing to be done: the same request with the same key is carried out once */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          dose: number | string;
          /** @example 3fa85f64-5717-8562-b3fc-2c963f66afa6 */
          session_id: string;
          /**
           * @description One of the `slots` of the session; FORENOON or AFTERNOON: the first of that half of the day that can be had
           * @example 09:00AM-11:00AM
           */
          slot: string;
          /** @description All of them in this slot, or none */
          beneficiaries: (string | number)[];
          /** @description As Co-WIN took it; not needed, and not looked at */
          center_id?: string | number | null;
          /** @description May be left out: see /auth/getRecaptcha */
          captcha?: string | null;
        };
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @description One for all who are booked together
             */
            appointment_confirmation_no: string;
            /**
             * Format: uuid
             * @description One for all who are booked together
             */
            appointment_id: string;
          };
        };
      };
      /** @description APPOIN0044: Captcha is empty: ask for one, or leave the field out. APPOIN0045: Wrong captcha: ask for a new one. TIKAPI1005: Unknown session_id, or it does not take place any more. APPOIN0015: Invalid slot: send one of the slots of this session, as listed. TIKAPI2005: This person may not be vaccinated yet by the rules of today. TIKAPI3001: This dose cannot be booked on this day, at this session, for this person. APPOIN0022: Already booked for this dose: reschedule or cancel that appointment. TIKAPI0400: The request cannot be read */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode:
              | 'APPOIN0044'
              | 'APPOIN0045'
              | 'TIKAPI1005'
              | 'APPOIN0015'
              | 'TIKAPI2005'
              | 'TIKAPI3001'
              | 'APPOIN0022'
              | 'TIKAPI0400';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      401: components['responses']['UnauthenticatedOrTokenExpiredOrKeyUnknown'];
      403: components['responses']['Forbidden'];
      /** @description TIKAPI2006: No such beneficiary on this number */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'TIKAPI2006';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      /** @description APPOIN0040: This session is completely booked: try another slot, date or center. TIKAPI0410: The same request is still being carried out: ask again in a moment */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'APPOIN0040' | 'TIKAPI0410';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['NotJson'];
      422: components['responses']['KeyReused'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  postAppointmentReschedule: {
    parameters: {
      query?: never;
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Of your own making, new for each thing to be done: the same request with the same key is carried out once */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @example 3fa85f64-5717-8562-b3fc-2c963f66afa6 */
          appointment_id: string;
          /** @example 3fa85f64-5717-8562-b3fc-2c963f66afa6 */
          session_id: string;
          /**
           * @description One of the `slots` of the session; FORENOON or AFTERNOON: the first of that half of the day that can be had
           * @example 09:00AM-11:00AM
           */
          slot: string;
        };
      };
    };
    responses: {
      /** @description Done */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description TIKAPI1005: Unknown session_id, or it does not take place any more. APPOIN0015: Invalid slot: send one of the slots of this session, as listed. TIKAPI2005: This person may not be vaccinated yet by the rules of today. TIKAPI3001: This dose cannot be booked on this day, at this session, for this person. TIKAPI0400: The request cannot be read */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'TIKAPI1005' | 'APPOIN0015' | 'TIKAPI2005' | 'TIKAPI3001' | 'TIKAPI0400';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      401: components['responses']['UnauthenticatedOrTokenExpiredOrKeyUnknown'];
      403: components['responses']['Forbidden'];
      /** @description TIKAPI3002: No such appointment on this number */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'TIKAPI3002';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      /** @description APPOIN0040: This session is completely booked: try another slot, date or center. TIKAPI0410: The same request is still being carried out: ask again in a moment */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'APPOIN0040' | 'TIKAPI0410';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['NotJson'];
      422: components['responses']['KeyReused'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  postAppointmentCancel: {
    parameters: {
      query?: never;
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Of your own making, new for each thing to be done: the same request with the same key is carried out once */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @example 3fa85f64-5717-8562-b3fc-2c963f66afa6 */
          appointment_id: string;
          /** @description Left out or empty: all of that appointment */
          beneficiariesToCancel?: (string | number)[] | null;
        };
      };
    };
    responses: {
      /** @description Done */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['Malformed'];
      401: components['responses']['UnauthenticatedOrTokenExpiredOrKeyUnknown'];
      403: components['responses']['Forbidden'];
      /** @description TIKAPI3002: No such appointment on this number. TIKAPI2006: No such beneficiary on this number */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'TIKAPI3002' | 'TIKAPI2006';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      409: components['responses']['StillRunning'];
      413: components['responses']['TooLarge'];
      415: components['responses']['NotJson'];
      422: components['responses']['KeyReused'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  postAuthGetRecaptcha: {
    parameters: {
      query?: never;
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Of your own making, new for each thing to be done: the same request with the same key is carried out once */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description SVG of 150 × 50 */
            captcha: string;
          };
        };
      };
      400: components['responses']['Malformed'];
      401: components['responses']['UnauthenticatedOrTokenExpiredOrKeyUnknown'];
      403: components['responses']['Forbidden'];
      409: components['responses']['StillRunning'];
      413: components['responses']['TooLarge'];
      415: components['responses']['NotJson'];
      422: components['responses']['KeyReused'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  getAppointmentAppointmentslipDownload: {
    parameters: {
      query: {
        appointment_id: string;
      };
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A PDF */
      200: {
        headers: {
          /** @description With a name for the file */
          'Content-Disposition': string;
          [name: string]: unknown;
        };
        content: {
          'application/pdf': string;
        };
      };
      400: components['responses']['Malformed'];
      401: components['responses']['UnauthenticatedOrTokenExpiredOrKeyUnknown'];
      403: components['responses']['Forbidden'];
      /** @description TIKAPI3002: No such appointment on this number */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'TIKAPI3002';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  getRegistrationCertificateDownload: {
    parameters: {
      query: {
        beneficiary_reference_id: string | number;
        /** @description Without it: the last dose */
        dose?: number | string;
      };
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A PDF */
      200: {
        headers: {
          /** @description With a name for the file */
          'Content-Disposition': string;
          [name: string]: unknown;
        };
        content: {
          'application/pdf': string;
        };
      };
      400: components['responses']['Malformed'];
      401: components['responses']['UnauthenticatedOrTokenExpiredOrKeyUnknown'];
      403: components['responses']['Forbidden'];
      /** @description TIKAPI2006: No such beneficiary on this number. TIKAPI3003: No dose of this beneficiary is recorded yet */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'TIKAPI2006' | 'TIKAPI3003';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  getRegistrationCertificatePublicDownload: {
    parameters: {
      query: {
        beneficiary_reference_id: string | number;
        /** @description Without it: the last dose */
        dose?: number | string;
      };
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A PDF */
      200: {
        headers: {
          /** @description With a name for the file */
          'Content-Disposition': string;
          [name: string]: unknown;
        };
        content: {
          'application/pdf': string;
        };
      };
      400: components['responses']['Malformed'];
      401: components['responses']['UnauthenticatedOrTokenExpiredOrKeyUnknown'];
      403: components['responses']['Forbidden'];
      /** @description TIKAPI2006: No such beneficiary on this number. TIKAPI3003: No dose of this beneficiary is recorded yet */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'TIKAPI2006' | 'TIKAPI3003';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  postVaccinatorBeneficiariesNew: {
    parameters: {
      query?: never;
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Of your own making, new for each thing to be done: the same request with the same key is carried out once */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /**
           * @description As on the card
           * @example Rahima Bibi
           */
          name: string;
          /** @example 1952 */
          birth_year: number | string;
          /**
           * @description An id of /registration/beneficiary/genders: 1, 2, 3
           * @example 2
           */
          gender_id: number | string;
          /**
           * @description An id of /registration/beneficiary/idTypes: 1, 2, 6, 8, 9, 10, 12
           * @example 12
           */
          photo_id_type: number | string;
          /**
           * @description Blanks, strokes and small letters do not matter
           * @example WKH1186253
           */
          photo_id_number: string | number;
          /**
           * @description Has an illness of the list: younger people may then come
           * @default N
           * @enum {string}
           */
          comorbidity_ind?: 'Y' | 'N';
          consent_version?: string | number;
          /**
           * @description Where they are at home. Our own field: whoever names it is not asked for it later
           * @example 700091
           */
          pincode?: string | number;
          /** @example 9830012345 */
          mobile_number?: string | number;
          /** @description Needed by who works at several centers */
          center_id?: number | string;
        };
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** Format: uuid */
            appointment_confirmation_no: string;
            /**
             * Format: uuid
             * @description The same
             */
            appointment_id: string;
            /** @description Four digits, to be written on paper for somebody without a telephone; all others are sent them */
            code?: string;
            /** @example 12345678901234 */
            beneficiary_reference_id: string;
          };
        };
      };
      /** @description TIKAPI1003: Unknown center_id. TIKAPI2004: birth_year cannot be right: people of 18 to 118 years are registered. TIKAPI2005: This person may not be vaccinated yet by the rules of today. TIKAPI2001: photo_id_number cannot be right for this photo_id_type. TIKAPI2002: This card is registered already. TIKAPI2003: As many people as may be are registered on this number. APPOIN0018: Invalid Pincode. TIKAPI0400: The request cannot be read */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode:
              | 'TIKAPI1003'
              | 'TIKAPI2004'
              | 'TIKAPI2005'
              | 'TIKAPI2001'
              | 'TIKAPI2002'
              | 'TIKAPI2003'
              | 'APPOIN0018'
              | 'TIKAPI0400';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      401: components['responses']['UnauthenticatedOrTokenExpiredOrKeyUnknown'];
      403: components['responses']['Forbidden'];
      /** @description APPOIN0040: This session is completely booked: try another slot, date or center. TIKAPI0410: The same request is still being carried out: ask again in a moment */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'APPOIN0040' | 'TIKAPI0410';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['NotJson'];
      422: components['responses']['KeyReused'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  postVaccinatorOnspotsSchedule: {
    parameters: {
      query?: never;
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
        /** @description Of your own making, new for each thing to be done: the same request with the same key is carried out once */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @example 12345678901234 */
          beneficiary_reference_id: string | number;
          /**
           * @description The last four signs at least
           * @example 6253
           */
          photo_id_number: string;
          /** @description Needed by who works at several centers */
          center_id?: number | string;
        };
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** Format: uuid */
            appointment_confirmation_no: string;
            /**
             * Format: uuid
             * @description The same
             */
            appointment_id: string;
            /** @description Four digits, to be written on paper for somebody without a telephone; all others are sent them */
            code?: string;
          };
        };
      };
      /** @description TIKAPI1003: Unknown center_id. TIKAPI2005: This person may not be vaccinated yet by the rules of today. TIKAPI3001: This dose cannot be booked on this day, at this session, for this person. TIKAPI0400: The request cannot be read */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'TIKAPI1003' | 'TIKAPI2005' | 'TIKAPI3001' | 'TIKAPI0400';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      401: components['responses']['UnauthenticatedOrTokenExpiredOrKeyUnknown'];
      403: components['responses']['Forbidden'];
      /** @description TIKAPI2006: No such beneficiary on this number */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'TIKAPI2006';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      /** @description APPOIN0040: This session is completely booked: try another slot, date or center. TIKAPI0410: The same request is still being carried out: ask again in a moment */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'APPOIN0040' | 'TIKAPI0410';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      413: components['responses']['TooLarge'];
      415: components['responses']['NotJson'];
      422: components['responses']['KeyReused'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  getVaccinatorBeneficiariesFindByReferenceId: {
    parameters: {
      query: {
        beneficiary_reference_id: string | number;
      };
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            beneficiaries: components['schemas']['Beneficiary'][];
          };
        };
      };
      400: components['responses']['Malformed'];
      401: components['responses']['UnauthenticatedOrTokenExpiredOrKeyUnknown'];
      403: components['responses']['Forbidden'];
      /** @description TIKAPI2006: No such beneficiary on this number */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'TIKAPI2006';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  getVaccinatorBeneficiariesFindByMobile: {
    parameters: {
      query: {
        mobile_number: string | number;
      };
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            beneficiaries: components['schemas']['Beneficiary'][];
          };
        };
      };
      400: components['responses']['Malformed'];
      401: components['responses']['UnauthenticatedOrTokenExpiredOrKeyUnknown'];
      403: components['responses']['Forbidden'];
      /** @description TIKAPI2006: No such beneficiary on this number */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'TIKAPI2006';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  getVaccinatorCertificateDownload: {
    parameters: {
      query: {
        beneficiary_reference_id: string | number;
        /** @description Without it: the last dose */
        dose?: number | string;
      };
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A PDF */
      200: {
        headers: {
          /** @description With a name for the file */
          'Content-Disposition': string;
          [name: string]: unknown;
        };
        content: {
          'application/pdf': string;
        };
      };
      400: components['responses']['Malformed'];
      401: components['responses']['UnauthenticatedOrTokenExpiredOrKeyUnknown'];
      403: components['responses']['Forbidden'];
      /** @description TIKAPI2006: No such beneficiary on this number */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            errorCode: 'TIKAPI2006';
            /** @description For whoever writes the client: what to do */
            error: string;
          };
        };
      };
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  getCodes: {
    parameters: {
      query: {
        mobile: string | number;
      };
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            codes: {
              code: string;
              /**
               * Format: date-time
               * @example 2021-03-03T04:30:00.000Z
               */
              at: string;
            }[];
          };
        };
      };
      400: components['responses']['Malformed'];
      401: components['responses']['KeyUnknown'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
  getMessages: {
    parameters: {
      query: {
        mobile: string | number;
      };
      header?: {
        /** @description hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like */
        'Accept-Language'?: components['parameters']['AcceptLanguage'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            messages: {
              text: string;
              /**
               * Format: date-time
               * @example 2021-03-03T04:30:00.000Z
               */
              at: string;
            }[];
          };
        };
      };
      400: components['responses']['Malformed'];
      401: components['responses']['KeyUnknown'];
      429: components['responses']['TooMany'];
      500: components['responses']['Broken'];
      503: components['responses']['Unavailable'];
    };
  };
}
